"""Day programmes: each full day is half an outing near the base and half rest or care in the house."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from scheduler.demo.catalogue.places import Place
from scheduler.demo.catalogue.shapes import DemoDay
from scheduler.demo.chance import chance
from scheduler.demo.datafiles import table

ALL_MEALS = ("breakfast", "lunch", "dinner")
_NOT_ADDED = {"zh", "en", "district", "districts", "kind", "drive", "walk", "signature"}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a day and what it adds to what the price includes."""

    zh: str
    en: str
    drive: int = 0
    walk: int = 0
    adds: tuple[tuple[str, int], ...] = ()
    signature: bool = False


@dataclass(frozen=True, slots=True)
class Programme:
    days: tuple[DemoDay, ...]
    adds: Counter[str]


def programme(place: Place, *, nights: int) -> Programme:
    """One day more than nights. No half day comes twice; the mountain fills one day of four nights or more."""
    dice = chance(place.code, "days", nights)
    outings = dice.sample(_outings(place.district_code), k=max(1, nights - 1))
    house = _house_halves(place.kind, dice, count=max(1, nights - 1))
    if nights == 1:
        return _overnight(dice, outings[0], house[0])
    return _whole_days(place, dice, nights=nights, halves=list(zip(outings, house, strict=True)))


def _overnight(dice: Random, outing: Part, house: Part) -> Programme:
    evening = _line(dice, "evening")
    days = (
        DemoDay(
            1,
            f"上午到基地，午餐后{outing.zh}。{evening.zh}",
            f"Arrive before noon. After lunch: {outing.en}. {evening.en}",
            meals=("lunch", "dinner"),
            drive_minutes=outing.drive,
            walk_km=outing.walk,
        ),
        DemoDay(
            2,
            f"早餐后{house.zh}；午餐后退房，送站返程。",
            f"After breakfast: {house.en}. Lunch, then the coach to the station.",
            meals=("breakfast", "lunch"),
            walk_km=house.walk,
        ),
    )
    return Programme(days, _added([outing, house], days))


def _whole_days(
    place: Place, dice: Random, *, nights: int, halves: list[tuple[Part, Part]]
) -> Programme:
    arrival, departure = _line(dice, "arrival"), _line(dice, "departure")
    mountain = dice.randrange(1, len(halves)) if nights >= 4 and dice.random() < 0.6 else None
    days, parts = [DemoDay(1, arrival.zh, arrival.en, meals=("dinner",))], list[Part]()
    for position, (outing, house) in enumerate(halves):
        if position == mountain:
            parts.append(_mountain(place.district_code))
            days.append(_mountain_day(position + 2, parts[-1]))
        else:
            parts += [outing, house]
            days.append(_mixed_day(position + 2, dice, outing, house))
    days.append(DemoDay(nights + 1, departure.zh, departure.en, meals=("breakfast",)))
    return Programme(tuple(days), _added(parts, tuple(days)))


def _mixed_day(number: int, dice: Random, outing: Part, house: Part) -> DemoDay:
    first, second = dice.sample([outing, house], k=2)
    evening = _line(dice, "evening")
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


def _house_halves(kind: str, dice: Random, *, count: int) -> list[Part]:
    """What the kind of base is known for stands in every programme."""
    halves = _house(kind)
    first = dice.choice([half for half in halves if half.signature])
    return [first, *dice.sample([half for half in halves if half is not first], k=count - 1)]


@cache
def _outings(district_code: str) -> tuple[Part, ...]:
    rows = table("outings")["outing"]
    return tuple(_part(row) for row in rows if row["district"] == district_code)


@cache
def _house(kind: str) -> tuple[Part, ...]:
    return tuple(_parts_of_house(kind))


def _parts_of_house(kind: str) -> Iterator[Part]:
    for row in table("house_halves")["half"]:
        if row["kind"] in {kind, "any"}:
            yield _part(row)


def _mountain(district_code: str) -> Part:
    rows = table("outings")["mountain"]
    row = next(row for row in rows if district_code in row["districts"])
    return _part({**row, "tickets": 1, "cableway": 2})


def _line(dice: Random, name: str) -> Part:
    return _part(dice.choice(table("days")[name]))


def _part(row: dict[str, Any]) -> Part:
    adds = tuple((name, count) for name, count in row.items() if name not in _NOT_ADDED)
    return Part(
        row["zh"],
        row["en"],
        row.get("drive", 0),
        row.get("walk", 0),
        adds,
        row.get("signature", False),
    )
