"""One night of one base: what is free, and which limit is the smallest. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

# What stops a group, or limits a night. The smallest limit wins and is named.
NOT_OPENED, SHUT, NO_ARRIVAL, NO_DEPARTURE = "not_opened", "closed", "no_arrival", "no_departure"
MIN_STAY, MAX_STAY, ROOMS, BEDS, RECEPTION = "min_stay", "max_stay", "rooms", "beds", "reception"
CHANGING, SINGLES, FAMILIES = "changing_rooms", "singles", "families"
CLOSED = -1


@dataclass(frozen=True, slots=True)
class Manners:
    """What a night asks of a stay that begins or ends with it."""

    no_arrival: bool = False
    no_departure: bool = False
    min_stay: int = 1
    max_stay: int = 30


@dataclass(frozen=True, slots=True)
class TypeDays:
    """One room type: free rooms by day, CLOSED, or None where the night is not opened."""

    beds: int
    free: list[int | None]
    manners: dict[int, Manners] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FreeNight:
    """`places` = the smaller of free beds and people that may still be received. `limit` names it."""

    night: date
    rooms: int
    beds: int
    people: int
    places: int
    limit: str


def free_night(night: date, place: int, types: Sequence[TypeDays], people: int | None) -> FreeNight:
    rooms = beds = opened = shut = 0
    for kind in types:
        free = kind.free[place]
        if free is not None:
            opened += 1
            shut += free == CLOSED
            rooms += max(0, free)
            beds += max(0, free) * kind.beds
    if not opened or people is None:
        return FreeNight(night, 0, 0, 0, 0, NOT_OPENED)
    if opened == shut:
        return FreeNight(night, 0, 0, people, 0, SHUT)
    limit = RECEPTION if people < beds else BEDS if rooms else ROOMS
    return FreeNight(night, rooms, beds, people, min(beds, people), limit)
