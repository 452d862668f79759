"""The same search as a plain program would write it in numpy: for each start the least of every night, sums, then everything sorted.

Nothing is remembered between starts and nothing is narrowed beforehand. It answers how many fit, the first of them, the counts
beside the filters and the other days; near misses and the lists behind them, which ours answers besides, are left out.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sites.search import Question
from sites.search.model.manners import OF_THE_BASE
from sites.search.model.model import Model
from sites.search.model.passing import kilometres, passing
from sites.search.model.planes import NO_PRICE, RoomPlane
from sites.search.question import OTHER_DAYS

Flags = NDArray[np.bool_]
Ints = NDArray[Any]


@dataclass(frozen=True)
class Plain:
    total: int
    first: list[int]
    days: list[int]
    counts: list[Ints]


def answer(model: Model, question: Question, *, days: bool) -> Plain:
    passed = passing(model, question)
    fits = np.zeros(model.width, bool)
    price, places = np.full(model.width, NO_PRICE), np.zeros(model.width, np.int64)
    for start in question.starts:
        at = model.frame.at(start)
        found, cost, room = _stay(model, question, at)
        new = found & passed.others & ~fits
        fits |= new
        price[new], places[new] = cost[new], room[new]
    shown = fits & passed.shown
    return Plain(
        int(shown.sum()),
        _sorted(model, question, shown, price, places)[:10],
        [int((_stay(model, question, at)[0] & passed.shown).sum()) for at in _other_days(model, question)] if days else [],
        [np.bincount(column[kept]) for column, kept in (
            (model.sites.district, fits & passed.but_district), (model.sites.kind, fits & passed.but_kind),
        )] + [(model.sites.facilities & shown).sum(axis=1)],
    )  # fmt: skip


def _stay(model: Model, question: Question, at: int) -> tuple[Flags, Ints, Ints]:
    nights = slice(at, at + question.nights)
    beds, alone, double, family = (np.zeros(model.width, np.int64) for _ in range(4))
    for plane in model.rooms:
        rooms = _rooms(model, plane, nights)
        beds += rooms * plane.beds
        alone += rooms * (plane.beds == 1)
        double += rooms * (plane.beds == 2)
        family += rooms * (plane.beds > 2)
    people = model.people[nights].min(axis=0)
    fits = (beds >= question.heads) & (people >= question.heads) & model.sites.is_run
    fits &= model.certified[nights].all(axis=0) & (family >= question.families)
    fits &= alone + np.clip(beds - question.heads, 0, double) >= question.singles
    price = _price(model, question, nights)
    most = question.max_price if question.max_price is not None else NO_PRICE - 1
    return fits & (price <= most), price, np.minimum(beds, people)


def _rooms(model: Model, plane: RoomPlane, nights: slice) -> Ints:
    kinds, length = model.manners, nights.stop - nights.start
    codes = plane.manners[nights]
    ahead = np.arange(nights.start, nights.stop)[:, None] - model.frame.at(model.today)
    earliest, latest = kinds.book_from[codes], kinds.book_until[codes]
    earliest = np.where(earliest == OF_THE_BASE, model.sites.book_from, earliest)
    latest = np.where(latest == OF_THE_BASE, model.sites.book_until, latest)
    may = (
        ((latest <= ahead) | (latest == 0)) & (ahead <= earliest) & kinds.let_through(length)[codes]
    )
    may[0] &= kinds.let_in(length)[codes[0]]
    if nights.stop < len(plane.manners):
        may[-1] &= ~kinds.no_departure[plane.manners[nights.stop]]
    rooms: Ints = np.where(may, np.maximum(plane.free[nights], 0), 0).min(axis=0)
    return rooms


def _price(model: Model, question: Question, nights: slice) -> Ints:
    best = np.full(model.width, NO_PRICE)
    theme, length = question.theme, nights.stop - nights.start
    for plane in model.packages:
        takes = (plane.min_nights <= length) & (length <= plane.max_nights)
        takes &= (plane.min_group <= question.heads) & (question.heads <= plane.max_group)
        if theme:
            takes &= plane.theme == model.themes.numbers.get(theme, -1)
        cost = plane.sums[nights.stop] - plane.sums[nights.start]
        best = np.where(takes, np.minimum(best, cost), best)
    return best


def _other_days(model: Model, question: Question) -> list[int]:
    at, first = model.frame.at(question.starts[0]), model.frame.at(model.today)
    return [at + n for n in range(-OTHER_DAYS, OTHER_DAYS + 1) if at + n >= first]


def _sorted(model: Model, question: Question, shown: Flags, price: Ints, places: Ints) -> list[int]:
    rail = np.where(model.sites.rail > 0, model.sites.rail, 10**9)
    km = kilometres(model, question) if question.sort == "distance" else None
    ways = {"price": [price], "rail": [rail], "distance": [km] if km is not None else []}
    keys = [*ways.get(question.sort, []), -places, rail, model.sites.ids]
    order = np.lexsort([key[shown] for key in reversed(keys)])
    return [int(id_) for id_ in model.sites.ids[shown][order]]


def same(plain: Plain, ours: Any) -> bool:
    """Whether both answered the same, as far as the plain one answers."""
    return (
        plain.total == ours.total
        and plain.first == ours.fits[:10]
        and plain.days == [day.count for day in ours.days]
        and sum(ours.counts.districts.values()) == int(plain.counts[0].sum())
        and sorted(ours.counts.facilities.values()) == sorted(int(n) for n in plain.counts[2] if n)
    )
