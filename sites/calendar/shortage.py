"""What a group's nights lack: each night and room type with how many are left and asked. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sites.calendar.free_nights import (
    MAX_STAY,
    MIN_STAY,
    NO_ARRIVAL,
    NO_DEPARTURE,
    NOT_OPENED,
    RECEPTION,
    ROOMS,
    SHUT,
    Manners,
    TypeDays,
)
from sites.calendar.wanted import Wanted
from sites.calendar.window import SiteDays, Window

_ORDINARY = Manners()


@dataclass(frozen=True, slots=True)
class Shortage:
    """`code` as an obstacle's. `left` and `asked` are rooms of the type; people where `room_type_id` is 0."""

    code: str
    night: date
    room_type_id: int = 0
    left: int = 0
    asked: int = 0

    @property
    def missing(self) -> int:
        return max(0, self.asked - self.left)


def shortages(window: Window, wanted: Wanted) -> tuple[Shortage, ...]:
    """Everything that stops the group from having exactly these rooms; nothing where all is there."""
    site = window.sites.get(wanted.site_id)
    start = window.position(wanted.check_in)
    if site is None or start < 0 or start + len(wanted.nights) > window.days:
        return (Shortage(NOT_OPENED, wanted.check_in),)
    return (*_of_nights(site, start, wanted), *_of_manners(site, start, wanted))


def _of_nights(site: SiteDays, start: int, wanted: Wanted) -> Iterator[Shortage]:
    for place, night in enumerate(wanted.nights, start=start):
        need = wanted.on(night)
        for room_type_id, rooms in need.rooms.items():
            yield from _of_rooms(site.types.get(room_type_id), place, night, room_type_id, rooms)
        day = site.nights[place]
        people = 0 if day.limit == NOT_OPENED else day.people
        if people < need.people:
            yield Shortage(RECEPTION, night, 0, people, need.people)


def _of_rooms(
    kind: TypeDays | None, place: int, night: date, room_type_id: int, rooms: int
) -> Iterator[Shortage]:
    free = kind.free[place] if kind else None
    if free is None:
        yield Shortage(NOT_OPENED, night, room_type_id, 0, rooms)
    elif free < 0:
        yield Shortage(SHUT, night, room_type_id, 0, rooms)
    elif free < rooms:
        yield Shortage(ROOMS, night, room_type_id, free, rooms)


def _of_manners(site: SiteDays, start: int, wanted: Wanted) -> Iterator[Shortage]:
    """What the first and the last night ask of a stay, by the room types that are wanted."""
    nights = len(wanted.nights)
    for room_type_id in wanted.rooms:
        kind = site.types.get(room_type_id)
        manners = kind.manners if kind else {}
        first = manners.get(start, _ORDINARY)
        if first.no_arrival:
            yield Shortage(NO_ARRIVAL, wanted.check_in, room_type_id)
        if manners.get(start + nights, _ORDINARY).no_departure:
            yield Shortage(NO_DEPARTURE, wanted.check_out, room_type_id)
        if nights < first.min_stay:
            yield Shortage(MIN_STAY, wanted.check_in, room_type_id, first.min_stay, nights)
        if nights > first.max_stay:
            yield Shortage(MAX_STAY, wanted.check_in, room_type_id, first.max_stay, nights)
