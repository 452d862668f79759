"""A question answered by the model: which bases, in which order, how many, and what other choices would show."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from sites.search.answers import Counts, DayCount
from sites.search.model import ordering
from sites.search.model.asking import Asking
from sites.search.model.counting import counts
from sites.search.model.model import Flags, Ints, Model
from sites.search.model.near import Day, Near
from sites.search.model.passing import (
    Passing,
    ceilings,
    kilometres,
    own_ceilings,
    passing,
    theme_number,
)
from sites.search.model.planes import NO_PRICE
from sites.search.plain import BEYOND
from sites.search.question import OTHER_DAYS, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Most:
    """How many bases are wanted of each list. `skip` fits stand on earlier pages; `pins` are fits of all pages.

    `after` lists fits by code, from behind that one. Counts of other days are made where `days` are wanted.
    """

    fits: int = 10
    skip: int = 0
    near: int = 8
    rest: int = 60
    pins: int = 0
    days: bool = True
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """Ids of bases, in order, and how many there are of each."""

    fits: list[int]
    near: list[int]
    rest: list[int]
    pins: list[int]
    total: int
    others: int
    counts: Counts
    days: tuple[DayCount, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """By base: whether it fits, and price and places of the first start that does."""

    fits: Flags
    price: Ints
    places: Ints


def answer(model: Model, question: Question, most: Most, *, today: date) -> Hits:
    passed = passing(model, question)
    if not question.starts:
        found = _undated(model, question, passed.counted)
        dear = passed.shown & ~found.fits
        return _hits(model, question, passed, found, most, near=None, others=dear, days=())
    asking = _asking(model, question)
    found = _first_that_fits(asking, question, passed.counted)
    is_near_wanted = most.near > 0
    days = (
        _other_days(asking, question, passed.shown, today=today)
        if most.days or is_near_wanted
        else []
    )
    others, at = passed.shown & ~found.fits, model.frame.at(question.starts[0])
    near = None
    if 0 <= at <= model.frame.days - question.nights and others.any() and is_near_wanted:
        near = Near(asking, at, others).look(days, own_ceilings(model, question.bounds))
    counted = tuple(_counted(question.starts[0], day) for day in days)
    return _hits(model, question, passed, found, most, near=near, others=others, days=counted)


def _asking(model: Model, question: Question) -> Asking:
    return Asking(
        model, question.nights, question.heads, question.singles, question.families,
        ceilings(model, question), theme_number(model, question),
    )  # fmt: skip


def _first_that_fits(asking: Asking, question: Question, among: Flags) -> Found:
    """Start by start, in the order of preference; a base that fits is not asked again."""
    open_, fits = among.copy(), np.zeros(len(among), bool)
    price, places = np.zeros(len(among), np.int64), np.zeros(len(among), np.int64)
    for start in question.starts:
        seen = asking.look(asking.model.frame.at(start), open_)
        if not seen.fits.any():
            continue
        price[seen.fits], places[seen.fits] = seen.price[seen.fits], seen.places[seen.fits]
        fits |= seen.fits
        open_ &= ~seen.fits
        if not open_.any():
            break
    return Found(fits, price, places)


def _undated(model: Model, question: Question, among: Flags) -> Found:
    """As `judging.answer` has it without dates: the cheapest night of the usual package, and nothing else judged."""
    price, asking = np.full(model.width, BEYOND, np.int64), _asking(model, question)
    for suits in (asking.is_of_theme, asking.is_for_nights):
        for plane in reversed(model.packages):  # the first of the base has the last word
            nights = np.clip(question.nights, plane.min_nights, plane.max_nights)
            cost = np.where(plane.lowest < NO_PRICE, plane.lowest.astype(np.int64) * nights, BEYOND)
            suited = suits(plane)
            price[: plane.width][suited] = cost[suited]
    is_dear = (price < BEYOND) & (price > asking.ceilings)
    return Found(among & ~is_dear, price, np.zeros(model.width, np.int64))


def _other_days(asking: Asking, question: Question, shown: Flags, *, today: date) -> list[Day]:
    """The same stay, started up to so many days earlier or later."""
    start, at = question.starts[0], asking.model.frame.at(question.starts[0])
    laters = range(max(-OTHER_DAYS, (today - start).days), OTHER_DAYS + 1)
    return [Day(later, asking.look(at + later, shown).fits) for later in laters]


def _counted(start: date, day: Day) -> DayCount:
    return DayCount(start + timedelta(days=day.later), int(np.count_nonzero(day.fits)))


def _hits(
    model: Model, question: Question, passed: Passing, found: Found, most: Most, *,
    near: Near | None, others: Flags, days: tuple[DayCount, ...],
) -> Hits:  # fmt: skip
    fits, ids, ranks = found.fits & passed.shown, model.sites.ids, model.sites.ranks
    listed, keys = fits, _keys(model, question, found)
    if most.after is not None:
        listed, keys = fits & (ranks >= _rank_after(model, most.after)), [ranks]
    nearly: list[int] = []
    if near is not None:
        changes = [near.change.astype(np.int64), near.step, ids]
        nearly = ordering.first(near.fits_changed, changes, most=most.near)
    rest = others.copy()
    rest[nearly] = False
    return Hits(
        _ids(ids, ordering.first(listed, keys, most=most.fits, skip=most.skip)),
        _ids(ids, nearly),
        _ids(ids, ordering.first(rest, [ranks], most=most.rest)),
        _ids(ids, ordering.first(fits, _keys(model, question, found), most=most.pins)),
        int(np.count_nonzero(fits)),
        int(np.count_nonzero(others)),
        counts(model, found.fits, passed),
        days,
    )


def _keys(model: Model, question: Question, found: Found) -> list[Ints]:
    """As the visitor wants them; else by free places, then by minutes to the station, where they are known."""
    rail = np.where(model.sites.rail > 0, model.sites.rail, BEYOND)
    km = kilometres(model, question) if question.sort == "distance" else None
    ways = {"price": [found.price], "rail": [rail], "distance": [km] if km is not None else []}
    return [*ways.get(question.sort, []), -found.places, rail, model.sites.ids]


def _rank_after(model: Model, code: str) -> int:
    """The place of the first code behind this one, whether or not it is anybody's."""
    return sum(1 for one in model.sites.codes if one <= code)


def _ids(ids: Ints, columns: list[int]) -> list[int]:
    return [int(ids[column]) for column in columns]
