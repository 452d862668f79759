"""Months, quarters and years as half-open ranges of days, and the day by which a month is returned."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from sites.foundation import clock

# The list of a month is confirmed by this day of the next one.
DUE_DAY = 5
MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True)
class Period:
    """`kind` is month, quarter or year; from `first` until before `until`."""

    kind: str
    first: date

    @property
    def until(self) -> date:
        return months_later(self.first, MONTHS[self.kind])

    @property
    def next(self) -> "Period":
        return Period(self.kind, self.until)

    @property
    def months(self) -> tuple[date, ...]:
        return tuple(months_later(self.first, later) for later in range(MONTHS[self.kind]))

    @property
    def is_over(self) -> bool:
        return self.until <= clock.today()


def period_of(kind: str, day: date) -> Period:
    """The period of this kind in which the day lies."""
    month = (day.month - 1) // MONTHS[kind] * MONTHS[kind] + 1
    return Period(kind, date(day.year, month, 1))


def last_over(kind: str) -> Period:
    """The latest period of this kind that is over."""
    return period_of(kind, period_of(kind, clock.today()).first - timedelta(days=1))


def months_later(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)


def due_day(month: date) -> date:
    """The last day on which the month's list is confirmed in time."""
    return months_later(month, 1).replace(day=DUE_DAY)


def month_from(text: str) -> date | None:
    """The first day of a month written as 2026-10, or None for anything else."""
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", text, re.ASCII)
    return date(int(found[1]), int(found[2]), 1) if found else None
