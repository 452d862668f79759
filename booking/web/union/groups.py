"""The stays of a union in groups: a few that people look for, told by state."""

from booking.stays import State, StayLine
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


def tabs(lines: list[StayLine], chosen: str) -> list[tuple[str, str, bool, int]]:
    counts = {name: sum(name in group_of(line) for line in lines) for name in GROUPS}
    return [
        (_(words), href("/union", show="" if name == OPEN else name), name == chosen, counts[name])
        for name, words in GROUPS.items()
    ]
