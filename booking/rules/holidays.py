"""Notices about holidays on record: year by year, version by version, each with its source, who and when."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from booking.people import demand
from booking.rules.access import SEES
from booking.rules.models import HolidayVersion
from booking.rules.working_days import Holidays, HolidayYear, Span
from sites.foundation.actor import Actor
from sites.foundation.editions import CATALOGUE, kept


@dataclass(frozen=True, slots=True)
class HolidayWriting:
    """One version of a year's notice."""

    number: int
    notice: HolidayYear
    at: datetime
    by_name: str
    why: str


@kept(CATALOGUE)
async def holiday_record() -> tuple[tuple[HolidayWriting, ...], ...]:
    """All versions of each year, the years in their order."""
    found: dict[int, list[HolidayWriting]] = {}
    for row in await HolidayVersion.all().order_by("year", "version"):
        found.setdefault(row.year, []).append(writing_of(row))
    return tuple(tuple(versions) for versions in found.values())


async def holidays_on_file() -> Holidays:
    """The last version of each year: what working days are counted by."""
    return Holidays(tuple(versions[-1].notice for versions in await holiday_record()))


async def holidays_seen(*, by: Actor) -> tuple[tuple[HolidayWriting, ...], ...]:
    """Needs `rules.see`."""
    demand(by, SEES)
    return await holiday_record()


def published_holidays() -> tuple[HolidayYear, ...]:
    """The notices that the program comes with."""
    text = files("booking.rules").joinpath("data", "holidays.toml").read_text("utf-8")
    return tuple(_read(row) for row in tomllib.loads(text)["year"])


def _read(row: Mapping[str, Any]) -> HolidayYear:
    spans = tuple((first, last) for first, last in row["off"])
    return HolidayYear(row["year"], row["document"], row["source"], spans, tuple(row["on"]))


def writing_of(row: HolidayVersion) -> HolidayWriting:
    notice = HolidayYear(
        row.year, row.document, row.source, tuple(_span(pair) for pair in row.off),
        tuple(date.fromisoformat(day) for day in row.worked),
    )  # fmt: skip
    return HolidayWriting(row.version, notice, row.at, row.by_name, row.why)


def _span(pair: Sequence[str]) -> Span:
    return date.fromisoformat(pair[0]), date.fromisoformat(pair[1])
