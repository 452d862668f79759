"""The pieces that days are made of, read from data/: outings by district, half days by kind of base."""

from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from scheduler.demo.datafiles import table

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


@cache
def outings(district_code: str) -> tuple[Part, ...]:
    rows = table("outings")["outing"]
    return tuple(_part(row) for row in rows if row["district"] == district_code)


def house_halves(kind: str, dice: Random, *, count: int) -> list[Part]:
    """What the kind of base is known for stands first in every programme."""
    halves = _house(kind)
    first = dice.choice([half for half in halves if half.signature])
    return [first, *dice.sample([half for half in halves if half is not first], k=count - 1)]


def mountain(district_code: str) -> Part:
    """The whole day on Huangshan, by the cableway of the side on which the base lies."""
    rows = table("outings")["mountain"]
    row = next(row for row in rows if district_code in row["districts"])
    return _part({**row, "tickets": 1, "cableway": 2})


def lines(name: str) -> list[Part]:
    """First days, last days, evenings, and how the days of one night open and close."""
    return [_part(row) for row in table("days")[name]]


@cache
def _house(kind: str) -> tuple[Part, ...]:
    rows = table("house_halves")["half"]
    return tuple(_part(row) for row in rows if row["kind"] in {kind, "any"})


def _part(row: dict[str, Any]) -> Part:
    return Part(
        row["zh"],
        row["en"],
        row.get("drive", 0),
        row.get("walk", 0),
        tuple((name, count) for name, count in row.items() if name not in _NOT_ADDED),
        row.get("signature", False),
    )
