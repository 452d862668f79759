"""Two months of free places as weeks of cells, each free day a way to start the stay on it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from booking.web.offers.addresses import Address
from sites import calendar
from sites.calendar import MonthDay
from sites.foundation import clock, formats


@dataclass(frozen=True, slots=True)
class Cell:
    """What components/month_calendar.html shows of a day."""

    day: int
    places: int
    state: str
    pick: str
    mark: str
    href: str


@dataclass(frozen=True, slots=True)
class Month:
    title: str
    weeks: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Months:
    """`earlier` is empty where only past months would follow."""

    shown: tuple[Month, ...]
    earlier: str
    later: str


@dataclass(frozen=True, slots=True)
class Picked:
    """The stay that is marked in the calendar; no check-in, no mark."""

    check_in: date | None
    nights: int
    heads: int


async def months(
    site_id: int, *, wanted: str | None, picked: Picked, address: Address, path: str
) -> Months:
    """From the month that the address names (YYYY-MM), else that of the stay, else this one."""
    first = first_month(wanted, picked.check_in)
    every = await calendar.months(site_id, first=first, count=2, heads=picked.heads)
    this_month = clock.today().replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return Months(
        tuple(_month(days, picked, address, path) for days in every if days),
        address.to(path, month=f"{before:%Y-%m}") + "#calendar" if before >= this_month else "",
        address.to(path, month=f"{after:%Y-%m}") + "#calendar",
    )


def first_month(wanted: str | None, check_in: date | None) -> date:
    """The first day of the month that was named as YYYY-MM, else of the stay's, else of this one."""
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", wanted or "")
    if found and wanted and wanted.isascii():
        return date(int(found[1]), int(found[2]), 1)
    return (check_in or clock.today()).replace(day=1)


def _month(days: Sequence[MonthDay], picked: Picked, address: Address, path: str) -> Month:
    first = days[0].night.night
    cells = [_cell(day, picked, address, path) for day in days]
    return Month(formats.month(first), weeks_of(cells, first))


def weeks_of(cells: Sequence[Cell], first: date) -> tuple[tuple[Cell | None, ...], ...]:
    """Days from `first` on as weeks from Monday on, filled up with None."""
    filled: list[Cell | None] = [*([None] * first.weekday()), *cells]
    filled += [None] * (-len(filled) % 7)
    return tuple(tuple(filled[n : n + 7]) for n in range(0, len(filled), 7))


def _cell(day: MonthDay, picked: Picked, address: Address, path: str) -> Cell:
    night = day.night.night
    is_past = night < clock.today()
    goes = address.to(path, check_in=night) if day.state == "free" and not is_past else ""
    return Cell(
        night.day,
        day.night.places,
        "past" if is_past else day.state,
        _pick(night, picked),
        "",
        goes,
    )


def _pick(night: date, picked: Picked) -> str:
    if picked.check_in is None:
        return ""
    place = (night - picked.check_in).days
    if place == 0:
        return "first"
    if 0 < place < picked.nights:
        return "in"
    return "out" if place == picked.nights else ""
