"""Who arrives, stays and leaves today, and what the next days hold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from booking import stays
from booking.stays import Movement, StayLine
from sites import calendar
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.listings import SiteProfile

DAYS = 7


@dataclass(frozen=True, slots=True)
class Group:
    """`arrived` is tonight's count; None while nobody counted."""

    line: StayLine
    rooms: int
    arrived: int | None


@dataclass(frozen=True, slots=True)
class Today:
    arriving: tuple[Group, ...]
    staying: tuple[Group, ...]
    leaving: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class ComingDay:
    """`sold` and `held` are people; `left` is how many more may be received."""

    date: date
    sold: int
    held: int
    left: int
    arriving: int
    leaving: int


async def today_of(by: Actor) -> Today:
    today = clock.today()
    lines = await stays.in_house_on(by, today)
    ids = [line.public_id for line in lines]
    rooms, arrived = await stays.rooms_of(ids), await stays.arrived_on(ids, today)
    groups = [
        Group(line, sum(n for _name, n in rooms.get(line.public_id, ())), arrived.get(line.public_id))
        for line in lines
    ]  # fmt: skip
    return Today(
        tuple(g for g in groups if g.line.check_in == today),
        tuple(g for g in groups if g.line.check_in < today < g.line.check_out),
        tuple(g for g in groups if g.line.check_out == today),
    )


async def coming_days(sites: Iterable[SiteProfile], *, by: Actor) -> tuple[ComingDay, ...]:
    """The next seven days of all own bases together; only stays that are promised arrive and leave."""
    first = clock.today()
    days = [first + timedelta(days=n) for n in range(DAYS)]
    grids = [
        await calendar.grid(site.id, first=first, until=days[-1] + timedelta(days=1))
        for site in sites
    ]
    movements = await stays.movements_between(days[0], days[-1] + timedelta(days=1), by=by)
    return tuple(_coming(day, grids, movements[day]) for day in days)


def _coming(day: date, grids: list[calendar.Grid], movement: Movement) -> ComingDay:
    rows = [row for grid in grids if (row := grid.receptions.get(day))]
    return ComingDay(
        day,
        sold=sum(row.sold for row in rows),
        held=sum(row.held for row in rows),
        left=sum(row.left for row in rows),
        arriving=movement.arriving,
        leaving=movement.leaving,
    )


def by_code(sites: Iterable[SiteProfile]) -> Mapping[str, SiteProfile]:
    return {site.code: site for site in sites}
