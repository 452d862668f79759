"""The stays of a union in groups: a few that people look for, told by state."""

from collections.abc import Mapping

from booking.stays import State
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


def states_of(group: str) -> frozenset[State]:
    """The states, as they are shown, of the stays that a group has."""
    return frozenset(
        state
        for state, own in BY_STATE.items()
        if group in (own, "all") or (group == OPEN and own != "closed")
    )


def tabs(
    counts: Mapping[State, int], chosen: str, kept: dict[str, str]
) -> list[tuple[str, str, bool, int]]:
    """`kept` are the other filters of the address."""
    return [
        (
            _(words),
            href("/union", show="" if name == OPEN else name, **kept),
            name == chosen,
            sum(counts[state] for state in states_of(name)),
        )
        for name, words in GROUPS.items()
    ]
