"""The stays of a union in groups: a few that people look for, told by state."""

from booking.stays import State, StayLine
from sites.foundation.formats import month as month_words
from sites.foundation.language import N_, _
from sites.foundation.rendering import href

OPEN = "open"
GROUPS: dict[str, str] = {
    OPEN: N_("In progress"),
    "held": N_("Held"),
    "submitted": N_("Waiting for the base"),
    "confirmed": N_("Confirmed and in house"),
    "square": N_("To square"),
    "closed": N_("Finished"),
    "all": N_("All"),
}
BY_STATE: dict[State, str] = {
    State.INQUIRY: "submitted",
    State.HELD: "held",
    State.SUBMITTED: "submitted",
    State.CONFIRMED: "confirmed",
    State.IN_HOUSE: "confirmed",
    State.DEPARTED: "square",
    State.NO_SHOW: "square",
    State.CANCELLED: "square",
    State.RECONCILED: "square",
    State.SETTLED: "closed",
    State.DECLINED: "closed",
    State.EXPIRED: "closed",
}


def group_of(line: StayLine) -> frozenset[str]:
    """Every group in which a stay is shown."""
    own = BY_STATE[line.shown_state]
    return frozenset({own, "all"} | ({OPEN} if own != "closed" else set()))


def tabs(
    lines: list[StayLine], chosen: str, kept: dict[str, str]
) -> list[tuple[str, str, bool, int]]:
    """`kept` are the other filters of the address."""
    counts = {name: sum(name in group_of(line) for line in lines) for name in GROUPS}
    return [
        (
            _(words),
            href("/union", show="" if name == OPEN else name, **kept),
            name == chosen,
            counts[name],
        )
        for name, words in GROUPS.items()
    ]


def fits(line: StayLine, *, text: str, month: str) -> bool:
    """Whether base, package or reference hold the text, and the arrival lies in the month (YYYY-MM)."""
    words = f"{line.site_name} {line.package_name} {line.reference}".casefold()
    return text.casefold() in words and f"{line.check_in:%Y-%m}".startswith(month)


def months_of(lines: list[StayLine]) -> list[tuple[str, str]]:
    """The months of arrival that there are, the latest first, for a choice."""
    found = {f"{line.check_in:%Y-%m}": line.check_in for line in lines}
    return [(key, month_words(found[key])) for key in sorted(found, reverse=True)]
