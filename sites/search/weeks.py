"""Days of arrival gathered into weeks, to see when a group travels at the lowest price."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from sites.search.answers import DayOffer

DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class WeekOffer:
    """From Monday on. `best` is its first day at the lowest price; `bases` is how many fit on the day with most."""

    monday: date
    best: DayOffer
    bases: int

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=DAYS_OF_A_WEEK - 1)


def weeks(days: Iterable[DayOffer]) -> list[WeekOffer]:
    """Weeks in which some base fits, in their order. The days come in theirs."""
    found = []
    for monday, of_week in groupby(days, key=lambda day: monday_of(day.start)):
        priced = [day for day in of_week if day.price is not None]
        if priced:
            best = min(priced, key=lambda day: (day.price or 0, day.start))
            found.append(WeekOffer(monday, best, max(day.bases for day in priced)))
    return found


def cheapest_first(every: Iterable[WeekOffer]) -> list[WeekOffer]:
    """At the same price the earlier one."""
    return sorted(every, key=lambda week: (week.best.price or 0, week.monday))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
