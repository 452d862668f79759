"""Which bases a question's filters leave: those of the page's lists apart, because each list counts without its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sites.regions import EARTH_KM
from sites.search.bounds import Bounds
from sites.search.model.asking import NEVER
from sites.search.model.model import Flags, Ints, Model, Words
from sites.search.question import Question

# Cities whose distances are kept.
MOST_CITIES = 64


@dataclass(frozen=True, eq=False)
class Passing:
    """By base, which filters it passes: of districts, of kinds (None where none is asked), and all others."""

    district: Flags | None
    kind: Flags | None
    others: Flags

    @cached_property
    def shown(self) -> Flags:
        return _both(_both(self.others, self.district), self.kind)

    @property
    def counted(self) -> Flags:
        """Those that some count needs."""
        if self.district is None or self.kind is None:
            return self.others
        return self.others & (self.district | self.kind)

    @property
    def but_district(self) -> Flags:
        """Those that pass all filters but that of districts."""
        return _both(self.others, self.kind)

    @property
    def but_kind(self) -> Flags:
        return _both(self.others, self.district)


def passing(model: Model, question: Question) -> Passing:
    sites = model.sites
    others = (sites.ids > 0) & _allowed(question.bounds, sites.ids)
    for code in question.facilities:
        number = model.facilities.numbers.get(code, 0)
        others &= sites.facilities[number] if number < len(sites.facilities) else False
        others &= number > 0
    if question.rail_within is not None:
        others &= (sites.rail > 0) & (sites.rail <= question.rail_within)
    if question.km_within is not None:
        km = kilometres(model, question)
        others &= km <= question.km_within if km is not None else False
    if question.theme:
        others &= _sells(model, question.theme)
    return Passing(
        _among(sites.district, model.districts, question.districts),
        _among(sites.kind, model.kinds, question.kinds),
        others,
    )


def kilometres(model: Model, question: Question) -> Ints | None:
    """By base: as sites/regions/distance.py has it for two points. Kept by city as long as no base changes."""
    if question.point is None:
        return None
    known = model.kilometres
    if (question.point, model.version) not in known:
        if len(known) >= MOST_CITIES:
            known.clear()
        known[question.point, model.version] = _kilometres(model, question.point)
    return known[question.point, model.version]


def _kilometres(model: Model, point: tuple[float, float]) -> Ints:
    (a, b), sites = np.radians(point), model.sites
    c, d = np.radians(sites.latitude), np.radians(sites.longitude)
    half = np.sin((c - a) / 2) ** 2 + np.cos(a) * np.cos(c) * np.sin((d - b) / 2) ** 2
    km: Ints = np.rint(2 * EARTH_KM * np.arcsin(np.sqrt(half))).astype(np.int32)
    return km


def ceilings(model: Model, question: Question) -> Ints | int:
    """Fen a person: what the group wants to pay, and never more than the caller allows at each base."""
    wanted = NEVER if question.max_price is None else question.max_price
    most = min(wanted, question.bounds.everywhere, NEVER)
    if question.bounds.ceilings is None:
        return most
    return np.minimum(own_ceilings(model, question.bounds), most)


def own_ceilings(model: Model, bounds: Bounds) -> Ints:
    """What the caller allows at each base."""
    found = np.full(model.width, bounds.everywhere, np.int64)
    if bounds.ceilings is not None:
        inside = model.sites.ids < len(bounds.ceilings)
        found[inside] = np.minimum(found[inside], bounds.ceilings[model.sites.ids[inside]])
    return found


def theme_number(model: Model, question: Question) -> int | None:
    """None asks for none; a theme that nobody sells is a number that no package has."""
    return model.themes.numbers.get(question.theme, -1) if question.theme else None


def _allowed(bounds: Bounds, ids: Ints) -> Flags:
    found = np.full(len(ids), bounds.allowed is None)
    if bounds.allowed is not None:
        inside = ids < len(bounds.allowed)
        found[inside] = bounds.allowed[ids[inside]]
    return found


def _among(column: Ints, words: Words, wanted: Iterable[str]) -> Flags | None:
    asked = [*wanted]
    if not asked:
        return None
    found = np.zeros(len(column), bool)
    for number in words.known(asked):
        found |= column == number
    return found


def _both(one: Flags, other: Flags | None) -> Flags:
    return one if other is None else one & other


def _sells(model: Model, theme: str) -> Flags:
    found = np.zeros(model.width, bool)
    number = model.themes.numbers.get(theme, -1)
    for plane in model.packages:
        found[: plane.width] |= (plane.ids > 0) & (plane.theme == number)
    return found
