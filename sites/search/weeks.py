"""Days of arrival gathered into weeks, to see when a group travels at the lowest price."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from sites.search.answers import DayOffer

DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class WeekOffer:
    """So many weeks in a row from `monday` on whose lowest price is the same.

    `best` is the first day at that price; `bases` is how many fit on the day with most.
    """

    monday: date
    best: DayOffer
    bases: int
    weeks: int = 1

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=DAYS_OF_A_WEEK * self.weeks - 1)


def weeks(days: Iterable[DayOffer]) -> list[WeekOffer]:
    """Weeks in which some base fits, in their order; those of one price that follow each other are one. Days come in order."""
    found: list[WeekOffer] = []
    for monday, of_week in groupby(days, key=lambda day: monday_of(day.start)):
        priced = [day for day in of_week if day.price is not None]
        if priced:
            best = min(priced, key=lambda day: (day.price or 0, day.start))
            _add(found, WeekOffer(monday, best, max(day.bases for day in priced)))
    return found


def _add(found: list[WeekOffer], week: WeekOffer) -> None:
    last = found[-1] if found else None
    if (
        last
        and last.best.price == week.best.price
        and last.sunday + timedelta(days=1) == week.monday
    ):
        found[-1] = replace(last, bases=max(last.bases, week.bases), weeks=last.weeks + 1)
    else:
        found.append(week)


def cheapest_first(every: Iterable[WeekOffer]) -> list[WeekOffer]:
    """At the same price the earlier one."""
    return sorted(every, key=lambda week: (week.best.price or 0, week.monday))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
