"""The delta's cities and Huangshan's districts, keyed by GB/T 2260 code, read once from data/.

English names alone do not tell two cities apart everywhere; the code does.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Named:
    code: str
    name: str
    name_en: str

    def name_in(self, locale: str) -> str:
        return self.name_en if locale.startswith("en") else self.name


@dataclass(frozen=True, slots=True)
class Province(Named):
    pass


@dataclass(frozen=True, slots=True)
class Region(Named):
    """A city of the delta; the point is its centre, two decimals of a degree."""

    province_code: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class District(Named):
    """A district or county of Huangshan."""

    city_code: str
    latitude: float
    longitude: float


@cache
def provinces() -> tuple[Province, ...]:
    """The four of the delta. Shanghai is its own only city and has the same code."""
    return (
        Province("310000", "上海市", "Shanghai"),
        Province("320000", "江苏省", "Jiangsu"),
        Province("330000", "浙江省", "Zhejiang"),
        Province("340000", "安徽省", "Anhui"),
    )


@cache
def regions() -> tuple[Region, ...]:
    """All 41 cities, in the order of their codes."""
    return tuple(
        Region(*_named(row), row["province_code"], float(row["lat"]), float(row["lon"]))
        for row in _rows("delta_regions.csv")
    )


@cache
def districts() -> tuple[District, ...]:
    """All 7 districts and counties of Huangshan, in the order of their codes."""
    return tuple(
        District(*_named(row), row["city_code"], float(row["lat"]), float(row["lon"]))
        for row in _rows("huangshan_districts.csv")
    )


def region(code: str) -> Region:
    """The city with that code. KeyError where the delta has none."""
    return _regions_by_code()[code]


def district(code: str) -> District:
    """The district of Huangshan with that code. KeyError where there is none."""
    return _districts_by_code()[code]


def city_of(code: str) -> str:
    """The code of the city in which a district lies; a city's code is its own answer."""
    return "310000" if code.startswith("31") else f"{code[:4]}00"


@cache
def _regions_by_code() -> dict[str, Region]:
    return {place.code: place for place in regions()}


@cache
def _districts_by_code() -> dict[str, District]:
    return {place.code: place for place in districts()}


def _named(row: dict[str, str]) -> tuple[str, str, str]:
    return row["code"], row["name_zh"], row["name_en"]


def _rows(name: str) -> list[dict[str, str]]:
    text = files("sites.regions").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
