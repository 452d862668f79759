"""How many eat when: who slept there before has breakfast, who sleeps there has dinner, who does both has lunch."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from booking.rosters import Named

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayMeals:
    """`diets` counts everybody who eats there that day at all, by the codes of rosters.DIETS; without special diet they are not in it."""

    day: date
    breakfast: int
    lunch: int
    dinner: int
    diets: dict[str, int]


def meals_of(people: Iterable[Named], nights: Sequence[date]) -> tuple[DayMeals, ...]:
    """From the day of arrival to the day of leaving."""
    known = list(people)
    days = sorted({*nights, *(night + DAY for night in nights)})
    return tuple(_day(day, known) for day in days)


def _day(day: date, people: list[Named]) -> DayMeals:
    before = {one.guest.id for one in people if day - DAY in one.guest.nights}
    tonight = {one.guest.id for one in people if day in one.guest.nights}
    diets = Counter(
        one.needs.diet for one in people if one.needs.diet and one.guest.id in before | tonight
    )
    return DayMeals(
        day, len(before), len(before & tonight), len(tonight), dict(sorted(diets.items()))
    )
