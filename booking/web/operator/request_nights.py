"""What a request takes from each of its nights, and what is left: rooms by type, and people to receive."""

from dataclasses import dataclass
from datetime import date

from booking.stays import StayPage
from sites import calendar
from sites.foundation.language import _
from sites.listings import SiteProfile


@dataclass(frozen=True, slots=True)
class NightCell:
    """`left` counts after this request, which has already taken its rooms; None: not opened."""

    date: date
    left: int | None


@dataclass(frozen=True, slots=True)
class NightLine:
    words: str
    asked: int
    cells: tuple[NightCell, ...]


async def request_nights(page: StayPage, site: SiteProfile) -> tuple[NightLine, ...]:
    """A line for each room type asked for, and one for people."""
    stay = page.line
    grid = await calendar.grid(site.id, first=stay.check_in, until=stay.check_out)
    nights = calendar.nights_between(stay.check_in, stay.check_out)
    kinds = [
        NightLine(room.name, room.rooms, tuple(_rooms(grid, room.room_type_id, n) for n in nights))
        for room in page.rooms
    ]
    people = tuple(_people(grid, night) for night in nights)
    return (*kinds, NightLine(_("People to receive"), stay.heads, people))


def _rooms(grid: calendar.Grid, room_type_id: int, night: date) -> NightCell:
    row = grid.nights.get((room_type_id, night))
    return NightCell(night, row.left if row else None)


def _people(grid: calendar.Grid, night: date) -> NightCell:
    row = grid.receptions.get(night)
    return NightCell(night, row.left if row else None)
