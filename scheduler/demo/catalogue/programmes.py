"""Day programmes: each full day is half an outing near the base and half rest or care in the house."""

from collections import Counter
from dataclasses import dataclass
from random import Random

from scheduler.demo.catalogue.parts import Part, house_halves, lines, mountain, outings
from scheduler.demo.catalogue.places import Place
from scheduler.demo.catalogue.shapes import DemoDay
from scheduler.demo.chance import chance

ALL_MEALS = ("breakfast", "lunch", "dinner")
_PAIRINGS_TRIED = 8


@dataclass(frozen=True, slots=True)
class Programme:
    days: tuple[DemoDay, ...]
    adds: Counter[str]  # by code of what the price includes


def programme(place: Place, *, nights: int) -> Programme:
    """One day more than nights. No half day comes twice; the mountain may fill a day of four nights."""
    dice, full_days = chance(place.code, "days", nights), max(1, nights - 1)
    out = dice.sample(outings(place.district_code), k=full_days)
    halves = _paired(dice, out, house_halves(place.kind, dice, count=full_days))
    if nights == 1:
        return _overnight(dice, *halves[0])
    return _whole_days(place, dice, nights=nights, halves=halves)


def _paired(dice: Random, out: list[Part], house: list[Part]) -> list[tuple[Part, Part]]:
    """Of a few pairings the one whose longest day on foot is the shortest."""
    tries = [dice.sample(out, k=len(out)) for _ in range(_PAIRINGS_TRIED)]
    return min(
        (list(zip(order, house, strict=True)) for order in tries),
        key=lambda pairs: max(first.walk + second.walk for first, second in pairs),
    )


def _overnight(dice: Random, outing: Part, house: Part) -> Programme:
    opening, closing, evening = (
        dice.choice(lines(name)) for name in ("opening", "closing", "evening")
    )
    days = (
        DemoDay(
            1,
            f"{opening.zh}{outing.zh}。{evening.zh}",
            f"{opening.en} {outing.en}. {evening.en}",
            meals=("lunch", "dinner"),
            drive_minutes=outing.drive,
            walk_km=outing.walk,
        ),
        DemoDay(
            2,
            f"{closing.zh}{house.zh}；午餐后退房，送站返程。",
            f"{closing.en} {house.en}. Lunch, then the coach to the station.",
            meals=("breakfast", "lunch"),
            walk_km=house.walk,
        ),
    )
    return Programme(days, _added([outing, house], days))


def _whole_days(
    place: Place, dice: Random, *, nights: int, halves: list[tuple[Part, Part]]
) -> Programme:
    first, last = dice.choice(lines("arrival")), dice.choice(lines("departure"))
    # Never the first full day: that one shows what the base is known for.
    climb = dice.randrange(1, len(halves)) if nights >= 4 and dice.random() < 0.6 else None
    evenings = dice.sample(lines("evening"), k=len(lines("evening")))
    days, parts = [DemoDay(1, first.zh, first.en, meals=("dinner",))], list[Part]()
    for position, (outing, house) in enumerate(halves):
        if position == climb:
            parts.append(mountain(place.district_code))
            days.append(_mountain_day(position + 2, parts[-1]))
        else:
            parts += [outing, house]
            evening = evenings[position % len(evenings)]
            days.append(_mixed_day(position + 2, dice, outing, house, evening))
    days.append(DemoDay(nights + 1, last.zh, last.en, meals=("breakfast",)))
    return Programme(tuple(days), _added(parts, tuple(days)))


def _mixed_day(number: int, dice: Random, outing: Part, house: Part, evening: Part) -> DemoDay:
    first, second = dice.sample([outing, house], k=2)
    return DemoDay(
        number,
        f"上午{first.zh}；下午{second.zh}。{evening.zh}",
        f"Morning: {first.en}. Afternoon: {second.en}. {evening.en}",
        meals=ALL_MEALS,
        drive_minutes=outing.drive,
        walk_km=outing.walk + house.walk,
    )


def _mountain_day(number: int, part: Part) -> DemoDay:
    return DemoDay(
        number, part.zh, part.en, meals=ALL_MEALS, drive_minutes=part.drive, walk_km=part.walk
    )


def _added(parts: list[Part], days: tuple[DemoDay, ...]) -> Counter[str]:
    adds: Counter[str] = Counter()
    for part in parts:
        adds.update(dict(part.adds))
    out = sum(day.drive_minutes > 0 for day in days)
    adds.update({"local_coach": out, "guide": out})
    adds["main_meals"] = sum(meal != "breakfast" for day in days for meal in day.meals)
    return adds
