"""Working days: Monday to Friday, changed by the yearly notices about holidays where they are known."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

WEEKEND = 5


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """As one notice has it: days off among all days, and worked days among the weekends."""

    document: str
    source: str
    off: frozenset[date]
    on: frozenset[date]


def working_days(first: date, last: date) -> tuple[int, bool]:
    """How many from `first` to `last`, both included, and whether the notices of all their years are known."""
    known = holiday_years()
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    counted = sum(_is_worked(day, known.get(day.year)) for day in days)
    return counted, all(day.year in known for day in days)


@cache
def holiday_years() -> Mapping[int, HolidayYear]:
    text = files("booking.rules").joinpath("data", "holidays.toml").read_text("utf-8")
    return {row["year"]: _read(row) for row in tomllib.loads(text)["year"]}


def _read(row: Mapping[str, Any]) -> HolidayYear:
    pairs: list[tuple[date, date]] = [(first, last) for first, last in row["off"]]
    off = {
        first + timedelta(days=n) for first, last in pairs for n in range((last - first).days + 1)
    }
    return HolidayYear(
        str(row["document"]), str(row["source"]), frozenset(off), frozenset(row["on"])
    )


def _is_worked(day: date, year: HolidayYear | None) -> bool:
    if year and day in year.off:
        return False
    return day.weekday() < WEEKEND or bool(year and day in year.on)
