"""A question answered by the model: which bases, in which order, how many, and what other choices would show."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from sites.search.answers import Counts, DayCount
from sites.search.model import ordering
from sites.search.model.asking import Asking, Seen
from sites.search.model.counting import counts
from sites.search.model.first_fit import Found, first_that_fits
from sites.search.model.model import Flags, Ints, Model
from sites.search.model.nearest import nearest
from sites.search.model.passing import (
    Passing,
    ceilings,
    kilometres,
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


def answer(model: Model, question: Question, most: Most, *, today: date) -> Hits:
    passed, asking = passing(model, question), asking_for(model, question)
    if not question.starts:
        found = _undated(asking, question, passed.counted)
        return _hits(model, question, passed, found, most, near=[], days=())
    days = _around(question, today=today) if most.days or most.near else []
    starts = [model.frame.at(start) for start in question.starts]
    # Where no list is narrowed, the day that is asked is one of those around it.
    is_shared = bool(days) and not question.districts and not question.kinds
    around = asking.seen(model.frame.at(days[0]), passed.shown, days=len(days)) if days else None
    found = first_that_fits(
        asking, starts, passed.counted, known=around if is_shared else None, is_priced=question.sort == "price"
    )  # fmt: skip
    near: list[int] = []
    if most.near and around and 0 <= starts[0] <= model.frame.days - question.nights:
        others = passed.shown & ~found.fits
        near = nearest(asking, question, starts[0], others, around, most=most.near)
    return _hits(
        model, question, passed, found, most, near=near, days=_counted(days, around, passed.shown)
    )


def asking_for(model: Model, question: Question) -> Asking:
    return Asking(
        model, question.nights, question.heads, question.singles, question.families,
        ceilings(model, question), theme_number(model, question),
    )  # fmt: skip


def _around(question: Question, *, today: date) -> list[date]:
    """The same stay, started up to so many days earlier or later."""
    start = question.starts[0]
    laters = range(max(-OTHER_DAYS, (today - start).days), OTHER_DAYS + 1)
    return [start + timedelta(days=later) for later in laters]


def _counted(days: list[date], around: Seen | None, shown: Flags) -> tuple[DayCount, ...]:
    if around is None:
        return ()
    return tuple(
        DayCount(day, int(np.count_nonzero(fits & shown)))
        for day, fits in zip(days, around.fits, strict=True)
    )


def _undated(asking: Asking, question: Question, among: Flags) -> Found:
    """As `judging.answer` has it without dates: the cheapest night of the usual package, and nothing else judged."""
    model = asking.model
    price = np.full(model.width, BEYOND, np.int64)
    for suits in (asking.is_of_theme, asking.is_for_nights):
        for plane in reversed(model.packages):  # the first of the base has the last word
            nights = np.clip(question.nights, plane.min_nights, plane.max_nights)
            cost = np.where(plane.lowest < NO_PRICE, plane.lowest.astype(np.int64) * nights, BEYOND)
            suited = suits(plane)
            price[: plane.width][suited] = cost[suited]
    is_dear = (price < BEYOND) & (price > asking.ceilings)
    return Found(among & ~is_dear, price, np.zeros(model.width, np.int32))


def _hits(
    model: Model, question: Question, passed: Passing, found: Found, most: Most, *,
    near: list[int], days: tuple[DayCount, ...],
) -> Hits:  # fmt: skip
    fits, others = (np.flatnonzero(passed.shown & one) for one in (found.fits, ~found.fits))
    keys, by_code = _keys(model, question, found), [_of(model.sites.ranks)]
    leading = ordering.first(fits, keys, most=max(most.skip + most.fits, most.pins))
    listed = leading[most.skip : most.skip + most.fits]
    if most.after is not None:
        behind = fits[model.sites.ranks[fits] >= _rank_after(model, most.after)]
        listed = ordering.first(behind, by_code, most=most.fits)
    rest = ordering.first(others, by_code, most=most.rest + len(near) if most.rest else 0)
    return Hits(
        _ids(model, listed), _ids(model, near),
        _ids(model, [column for column in rest if column not in near][: most.rest]),
        _ids(model, leading[: most.pins]), len(fits), len(others),
        counts(model, found.fits, passed, fits), days,
    )  # fmt: skip


def _keys(model: Model, question: Question, found: Found) -> list[ordering.Key]:
    """As the visitor wants them; else by free places, then by minutes to the station, where they are known."""

    def rail(columns: Ints) -> Ints:
        minutes = model.sites.rail[columns]
        return np.where(minutes > 0, minutes, BEYOND)

    km = kilometres(model, question) if question.sort == "distance" else None
    ways: dict[str, list[ordering.Key]] = {"price": [_of(found.price)], "rail": [rail], "distance": [_of(km)] if km is not None else []}  # fmt: skip

    def places(columns: Ints) -> Ints:
        return -found.places[columns]

    return [*ways.get(question.sort, []), places, rail, _of(model.sites.ids)]


def _of(column: Ints) -> ordering.Key:
    return column.__getitem__


def _rank_after(model: Model, code: str) -> int:
    """The place of the first code behind this one, whether or not it is anybody's."""
    return sum(1 for one in model.sites.codes if one <= code)


def _ids(model: Model, columns: list[int]) -> list[int]:
    return [int(model.sites.ids[column]) for column in columns]
