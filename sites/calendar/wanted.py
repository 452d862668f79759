"""What a group wants of a site's nights: the same every night, or something else on some. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sites.calendar.nights import nights_between


@dataclass(frozen=True)
class NightNeed:
    """Rooms by room type id, and heads, on one night."""

    rooms: Mapping[int, int]
    people: int


@dataclass(frozen=True)
class Wanted:
    """Rooms by room type id and heads, for each night from `check_in` until before `check_out`.

    `apart` are the nights that need something else than the others.
    """

    site_id: int
    check_in: date
    check_out: date
    rooms: Mapping[int, int]
    people: int
    apart: Mapping[date, NightNeed] = field(default_factory=dict)

    @property
    def nights(self) -> list[date]:
        return nights_between(self.check_in, self.check_out)

    def on(self, night: date) -> NightNeed:
        return self.apart.get(night) or NightNeed(self.rooms, self.people)

    def places(self) -> "Iterator[Portion]":
        for night in self.nights:
            yield Portion(self.site_id, 0, night, self.on(night).people)

    def rooms_by_night(self) -> "Iterator[Portion]":
        for night in self.nights:
            for room_type_id, rooms in self.on(night).rooms.items():
                yield Portion(self.site_id, room_type_id, night, rooms)


class Portion(NamedTuple):
    """So much of one night: rooms of a type, or places of the site (`room_type_id` 0). Its order is the order of claims."""

    site_id: int
    room_type_id: int
    night: date
    amount: int

    @property
    def place(self) -> "Place":
        return self[:3]


Place = tuple[int, int, date]
