"""The rules of arrival, departure and length for a whole stay: the strictest night of the stay counts. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from sites.calendar.free_nights import (
    MAX_STAY,
    MAX_THROUGH,
    MIN_STAY,
    MIN_THROUGH,
    NO_ARRIVAL,
    NO_DEPARTURE,
    Manners,
)

ORDINARY = Manners()


class Broken(NamedTuple):
    """The night `at`, counted from that of arrival, asks for something else; so many nights, where it is about those."""

    code: str
    at: int
    number: int = 0


def broken(asked: Sequence[Manners]) -> Broken | None:
    """The first rule that a stay breaks. `asked` are its nights in order, and the day of departure."""
    *nights, last = asked
    if nights[0].no_arrival:
        return Broken(NO_ARRIVAL, 0)
    if last.no_departure:
        return Broken(NO_DEPARTURE, len(nights))
    return _too_short(nights) or _too_long(nights)


def _too_short(nights: Sequence[Manners]) -> Broken | None:
    strictest = Broken(MIN_STAY, 0, nights[0].min_stay)
    for at, night in enumerate(nights):
        if night.min_through > strictest.number:
            strictest = Broken(MIN_THROUGH, at, night.min_through)
    return strictest if len(nights) < strictest.number else None


def _too_long(nights: Sequence[Manners]) -> Broken | None:
    strictest = Broken(MAX_STAY, 0, nights[0].max_stay)
    for at, night in enumerate(nights):
        if night.max_through < strictest.number:
            strictest = Broken(MAX_THROUGH, at, night.max_through)
    return strictest if len(nights) > strictest.number else None
