"""What a group's nights lack: each night and room type with how many are left and asked. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sites.calendar.free_nights import BARRED, NOT_OPENED, RECEPTION, ROOMS, TypeDays
from sites.calendar.stay_rules import ORDINARY, broken
from sites.calendar.wanted import Wanted
from sites.calendar.window import SiteDays, Window


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
    return (*_of_nights(site, start, wanted), *_of_rules(site, start, wanted))


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
        yield Shortage(BARRED[free], night, room_type_id, 0, rooms)
    elif free < rooms:
        yield Shortage(ROOMS, night, room_type_id, free, rooms)


def _of_rules(site: SiteDays, start: int, wanted: Wanted) -> Iterator[Shortage]:
    """What the nights ask of the stay as a whole, by the room types that are wanted."""
    nights = len(wanted.nights)
    for room_type_id in wanted.rooms:
        kind = site.types.get(room_type_id)
        if kind is None or not kind.manners:
            continue
        stop = broken([kind.manners.get(start + n, ORDINARY) for n in range(nights + 1)])
        if stop:
            night = wanted.check_in + timedelta(days=stop.at)
            asked = nights if stop.number else 0
            yield Shortage(stop.code, night, room_type_id, stop.number, asked)
