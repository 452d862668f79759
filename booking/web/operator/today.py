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

    @property
    def sleeps_here(self) -> bool:
        """Whether tonight is one of its nights, so that there is somebody to count."""
        return self.line.check_in <= clock.today() < self.line.check_out


@dataclass(frozen=True, slots=True)
class Today:
    arriving: tuple[Group, ...]
    in_house: tuple[Group, ...]
    expected: tuple[Group, ...]
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
    own = await stays.own_today(by)
    parts = (own.arriving, own.in_house, own.expected, own.leaving)
    ids = {line.public_id for lines in parts for line in lines}
    rooms, arrived = await stays.rooms_of(ids), await stays.arrived_on(ids, today)

    def group(line: StayLine) -> Group:
        own_rooms = rooms.get(line.public_id, ())
        return Group(line, sum(n for _name, n in own_rooms), arrived.get(line.public_id))

    return Today(*(tuple(group(line) for line in lines) for lines in parts))


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
