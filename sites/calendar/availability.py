"""Free places: for a group on given nights, and month by month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sites.calendar.fitting import Fit, fit
from sites.calendar.free_nights import EARLY, LATE, NOT_OPENED, SHUT, FreeNight
from sites.calendar.window import read_window


@dataclass(frozen=True, slots=True)
class MonthDay:
    """`state` for the group asked for: free, few, full, closed."""

    night: FreeNight
    state: str


async def free_places(
    site_ids: Iterable[int], *, check_in: date, nights: int, heads: int
) -> dict[int, Fit]:
    """Each base's answer for a group of so many heads. Three queries, however many bases."""
    ids = [*site_ids]
    window = await read_window(check_in, nights + 1, site_ids=ids)
    return {id_: fit(window, id_, check_in=check_in, nights=nights, heads=heads) for id_ in ids}


async def nights_of(site_id: int, *, first: date, until: date) -> tuple[FreeNight, ...]:
    """Every night from `first` until before `until`, free or not."""
    window = await read_window(first, (until - first).days, site_ids=[site_id])
    site = window.sites.get(site_id)
    return site.nights if site else ()


async def months(
    site_id: int, *, first: date, count: int = 2, heads: int
) -> tuple[tuple[MonthDay, ...], ...]:
    """Whole months from the one of `first`, each day judged for `heads` people."""
    starts = [_month(first, n) for n in range(count + 1)]
    nights = await nights_of(site_id, first=starts[0], until=starts[-1])
    judged = [MonthDay(night, _state(night, heads)) for night in nights]
    return tuple(
        tuple(day for day in judged if start <= day.night.night < end)
        for start, end in pairwise(starts)
    )


def _month(day: date, ahead: int) -> date:
    years, month = divmod(day.month - 1 + ahead, 12)
    return date(day.year + years, month + 1, 1)


def _state(night: FreeNight, heads: int) -> str:
    if night.limit in (NOT_OPENED, SHUT, EARLY, LATE):
        return "closed"
    if night.places >= heads:
        return "free"
    return "few" if night.places else "full"
