"""How full the base is from last month on, month by month: a strip of days above the grid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sites import calendar
from sites.calendar import DayUse
from sites.foundation.formats import month
from sites.foundation.language import is_english
from sites.foundation.rendering import href

MONTHS = 7
# From so many per cent on the next darker shade.
STEPS = (1, 20, 40, 60, 85)


@dataclass(frozen=True, slots=True)
class StripDay:
    """`start` and `length` in per cent of the month; `shade` 0 to 5; `here`: the grid shows it."""

    start: float
    length: float
    shade: int
    here: bool


@dataclass(frozen=True, slots=True)
class StripMonth:
    """`percent` of the month's rooms are held or sold; `title` names the month whole."""

    name: str
    title: str
    percent: int
    days: tuple[StripDay, ...]
    href: str


async def month_strip(site_id: int, path: str, *, first: date, until: date) -> list[StripMonth]:
    """Seven months around `first`. One query."""
    starts = [_month(first, n) for n in range(-1, MONTHS)]
    uses = await calendar.occupancy(site_id, first=starts[0], until=starts[-1])
    return [
        _strip(start, [u for u in uses if start <= u.date < end], path, first=first, until=until)
        for start, end in pairwise(starts)
    ]


def _strip(
    start: date, uses: Iterable[DayUse], path: str, *, first: date, until: date
) -> StripMonth:
    found = list(uses)
    length = 100 / ((_month(start, 1) - start).days)
    days = tuple(
        StripDay(
            round((use.date.day - 1) * length, 2), round(length, 2), _shade(use),
            here=first <= use.date < until,
        )
        for use in found
    )  # fmt: skip
    name = f"{start:%b}" if is_english() else f"{start.month} 月"
    return StripMonth(name, month(start), _percent(found), days, href(path, **{"from": start}))


def _shade(use: DayUse) -> int:
    percent = _percent([use])
    return sum(1 for step in STEPS if percent >= step)


def _percent(uses: list[DayUse]) -> int:
    rooms = sum(use.rooms for use in uses)
    return 100 * sum(use.taken for use in uses) // rooms if rooms else 0


def _month(day: date, ahead: int) -> date:
    years, number = divmod(day.month - 1 + ahead, 12)
    return date(day.year + years, number + 1, 1)
