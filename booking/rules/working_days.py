"""Working days: Monday to Friday, changed by the yearly notices about holidays where they are on file. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

WEEKEND = 5
Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """As one notice has it: spans of days off with both their ends, and Saturdays and Sundays that are worked instead."""

    year: int
    document: str
    source: str
    off: tuple[Span, ...]
    on: tuple[date, ...] = ()

    @property
    def days_off(self) -> list[date]:
        return [day for first, last in self.off for day in days_between(first, last)]


@dataclass(frozen=True, slots=True)
class Holidays:
    """The notices on file, one for each year. What a notice says of the last days of the year before counts too."""

    years: tuple[HolidayYear, ...] = ()

    def of(self, year: int) -> HolidayYear | None:
        return next((one for one in self.years if one.year == year), None)

    def with_(self, draft: HolidayYear) -> "Holidays":
        """As if the draft were on file in its year's place."""
        return Holidays((*(one for one in self.years if one.year != draft.year), draft))

    def working_days(self, first: date, last: date) -> tuple[int, bool]:
        """How many from `first` to `last`, both included, and whether the notices of all their years are on file."""
        off = {day for year in self.years for day in year.days_off}
        on = {day for year in self.years for day in year.on}
        known = {one.year for one in self.years}
        days = days_between(first, last)
        worked = [day for day in days if day not in off and (day.weekday() < WEEKEND or day in on)]
        return len(worked), {day.year for day in days} <= known


def days_between(first: date, last: date) -> list[date]:
    """Both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def weekdays_among(days: Iterable[date]) -> list[date]:
    return [day for day in days if day.weekday() < WEEKEND]
