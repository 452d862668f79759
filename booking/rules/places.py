"""Which region code lies in which: a province's stands for its cities, a city's for its districts."""

import csv
from functools import cache
from importlib.resources import files

from sites import regions
from sites.foundation.language import choose


def province_of(code: str) -> str:
    return f"{code[:2]}0000"


def is_within(code: str, region: str) -> bool:
    """Whether `code` is `region` or lies in it."""
    for digits in (2, 4):
        if region[digits:] == "0" * (6 - digits):
            return code[:digits] == region[:digits]
    return code == region


def line_of(code: str) -> tuple[str, ...]:
    """The region itself and those that it lies in, the smallest first, each once."""
    return tuple(dict.fromkeys((code, f"{code[:4]}00", province_of(code))))


def place_name(code: str) -> str:
    """In the reader's language: the smallest place of its line that is known; the code where none is."""
    for known in line_of(code):
        if known in _names():
            return choose(*_names()[known])
    return code


def code_named(name: str) -> str:
    """The code of a place by its name in either language, 市 or 省 left out or not; empty where none or several are called so."""
    return _codes().get(" ".join(name.split()).casefold(), "")


@cache
def _codes() -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for code, (name, name_en) in _names().items():
        for one in {name, name.removesuffix("市").removesuffix("省"), name_en}:
            found.setdefault(one.casefold(), set()).add(code)
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}


@cache
def _names() -> dict[str, tuple[str, str]]:
    """The delta's places, and those beyond it that documents name."""
    text = files("booking.rules").joinpath("data", "places.csv").read_text("utf-8")
    beyond = {
        row["code"]: (row["name"], row["name_en"]) for row in csv.DictReader(text.splitlines())
    }
    every = (*regions.districts(), *regions.regions(), *regions.provinces())
    return {**beyond, **{place.code: (place.name, place.name_en) for place in every}}
