"""Made-up worlds written straight into the model's arrays, without rows: so many bases, a year of nights, two room types.

Everything that a rule looks at occurs: nights that are shut or full, reception limits, certificates that end, bases that
nobody runs, booking windows, days without arrivals, lengths of stay, packages for other groups, prices by season.
"""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from sites.search.model.frame import Frame
from sites.search.model.manners import Kind, word
from sites.search.model.model import Model
from sites.search.model.planes import NO_PRICE, NOT_OPENED, SHUT, PackagePlane, RoomPlane

YEAR, TODAY = 365, date(2027, 3, 1)
TYPES, FACILITIES, KINDS, DISTRICTS = 2, 12, 5, 340
# Rooms of each type at a small and at a large base, and the share of nights that are fully booked.
LEVELS = {"common": ((20, 60), 0.01), "scarce": ((0, 14), 0.10)}
THEMES = ("", "rest", "tea")


def world(kind: str, *, bases: int, nights: int = YEAR, seed: int = 1) -> Model:
    """`common`: most bases have room for most groups. `scarce`: few have."""
    chance = np.random.default_rng(seed)
    model = Model.empty(Frame(TODAY, nights), bases)
    _sites(model, chance)
    model.people[:] = chance.integers(150, 400, bases) - chance.integers(0, 120, (nights, bases))
    _certificates(model, chance)
    for number in range(TYPES):
        model.rooms.append(_rooms(model, chance, kind, beds=(2, 2) if not number else (1, 4)))
    model.packages += [_package(model, chance, (2, 10), (6, 200)), _package(model, chance, (4, 7), (20, 60))]  # fmt: skip
    model.turn_to(TODAY)
    return model


def district(number: int) -> str:
    return f"{341000 + number}"


def _sites(model: Model, chance: np.random.Generator) -> None:
    sites, n = model.sites, model.width
    sites.ids[:] = 1 + np.arange(n)
    sites.codes = [f"B{number:06d}" for number in range(n)]
    sites.ranks[:] = np.arange(n)
    model.columns = {number + 1: number for number in range(n)}
    for number in range(DISTRICTS):
        model.districts.number(district(number))
    for words, how_many, name in ((model.kinds, KINDS, "kind"), (model.facilities, FACILITIES, "facility")):  # fmt: skip
        for number in range(how_many):
            words.number(f"{name}{number}")
    for theme in THEMES[1:]:
        model.themes.number(theme)
    sites.district[:] = chance.integers(1, DISTRICTS + 1, n)
    sites.kind[:] = chance.integers(1, KINDS + 1, n)
    sites.facilities = np.vstack([np.zeros((1, n), bool), chance.random((FACILITIES, n)) < 0.4])
    sites.rail[:] = chance.integers(0, 120, n)
    sites.latitude[:], sites.longitude[:] = chance.uniform(22, 40, n), chance.uniform(103, 121, n)
    sites.is_run[:] = chance.random(n) < 0.99
    sites.book_from[chance.random(n) < 0.1] = 330
    sites.book_until[chance.random(n) < 0.1] = 3


def _certificates(model: Model, chance: np.random.Generator) -> None:
    nights, bases = model.people.shape
    until = np.where(chance.random(bases) < 0.9, nights, chance.integers(0, nights, bases))
    model.certified[:] = np.arange(nights)[:, None] < until


def _rooms(
    model: Model, chance: np.random.Generator, kind: str, *, beds: tuple[int, int]
) -> RoomPlane:
    (small, large), full = LEVELS[kind]
    nights, bases = model.people.shape
    plane = RoomPlane.empty(nights, bases)
    plane.ids[:] = 1 + np.arange(bases)
    plane.beds[:] = chance.choice(beds, bases)
    level = chance.integers(small, large, bases, dtype=np.int16)
    plane.free[:] = np.maximum(0, level - chance.integers(0, 12, (nights, bases), dtype=np.int16))
    for share, rooms in ((full, 0), (0.003, SHUT), (0.003, NOT_OPENED)):
        plane.free[_some(chance, plane.free.shape, share)] = rooms
    _manners(model, chance, plane)
    return plane


def _manners(model: Model, chance: np.random.Generator, plane: RoomPlane) -> None:
    """One night in twenty asks something: mostly no arrival or a minimum, seldom more."""
    usual = {"no_arrival": False, "no_departure": False, "min_stay": 1, "max_stay": 30}
    words = [word(**{**usual, name: n}) for name, n in (("no_arrival", 1), ("no_departure", 1), ("min_stay", 3), ("max_stay", 5))]  # fmt: skip
    codes = [int(code) for code in model.manners.codes(np.array(words))]
    through, late = Kind(word(**usual), min_through=3), Kind(word(**usual), book_until=14)
    codes += [model.manners.unusual(kind) for kind in (through, late)]
    for code, share in zip(codes, (0.02, 0.01, 0.01, 0.008, 0.001, 0.001), strict=True):
        plane.manners[_some(chance, plane.manners.shape, share)] = code


def _package(
    model: Model, chance: np.random.Generator, nights: tuple[int, int], group: tuple[int, int]
) -> PackagePlane:
    """Cheaper in the first and last quarter of the year; a few are not priced for the last weeks, or on some days between."""
    days, bases = model.people.shape
    plane = PackagePlane.empty(days, bases)
    plane.ids[:] = 1 + np.arange(bases)
    plane.min_nights[:], plane.max_nights[:] = nights
    plane.min_group[:], plane.max_group[:] = group
    plane.theme[:] = chance.integers(0, len(THEMES), bases)
    low, high = chance.integers(200_00, 420_00, (2, bases), dtype=np.int32)
    is_high = (np.arange(days) * 4 // days) % 3 > 0
    nightly = np.where(is_high[:, None], np.maximum(low, high), np.minimum(low, high))
    nightly[-40:, chance.random(bases) < 0.05] = NO_PRICE
    nightly[days // 3 : days // 3 + 5, chance.random(bases) < 0.01] = NO_PRICE
    plane.price(slice(None), nightly)
    return plane


def _some(
    chance: np.random.Generator, shape: tuple[int, int], share: float
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """So large a share of all cells, drawn with repetition."""
    many = int(shape[0] * shape[1] * share)
    return chance.integers(0, shape[0], many), chance.integers(0, shape[1], many)
