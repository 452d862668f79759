"""Nights of some bases back from the arrays, as the plain rules read them."""

from collections.abc import Iterable
from datetime import date, timedelta

from sites.calendar import Window
from sites.calendar.free_nights import Manners, TypeDays, free_night
from sites.calendar.window import SiteDays
from sites.search.model.model import NOBODY, Ints, Model
from sites.search.model.planes import NOT_OPENED


def window(model: Model, ids: Iterable[int], *, first: date, days: int) -> Window:
    """The same as `calendar.read_window` reads from the rows. Days outside the model are not opened."""
    columns = {
        id_: model.columns[id_] for id_ in ids if id_ in model.columns and _has_rooms(model, id_)
    }
    every = [first + timedelta(days=n) for n in range(days)]
    at = slice(*(max(0, n) for n in (model.frame.at(first), model.frame.at(first) + days)))
    early = max(0, -model.frame.at(first))
    return Window(
        first,
        days,
        {id_: _site(model, column, every, at, early) for id_, column in columns.items()},
    )


def _has_rooms(model: Model, site_id: int) -> bool:
    first = model.rooms[:1]
    column = model.columns[site_id]
    return any(column < plane.width and plane.ids[column] for plane in first)


def _site(model: Model, column: int, every: list[date], at: slice, early: int) -> SiteDays:
    people = _days(model.people[at, column], NOBODY, early, len(every))
    types = {
        int(plane.ids[column]): TypeDays(
            int(plane.beds[column]),
            _days(plane.free[at, column], NOT_OPENED, early, len(every)),
            _manners(model, plane.manners[at, column], early),
        )
        for plane in model.rooms
        if column < plane.width and plane.ids[column]
    }
    kinds = [*types.values()]
    return SiteDays(
        types, tuple(free_night(day, n, kinds, people[n]) for n, day in enumerate(every))
    )


def _days(numbers: Ints, absent: int, early: int, days: int) -> list[int | None]:
    inside = [None if number == absent else number for number in numbers.tolist()]
    found = [*([None] * early), *inside]
    return [*found, *([None] * (days - len(found)))][:days]


def _manners(model: Model, codes: Ints, early: int) -> dict[int, Manners]:
    kinds = model.manners
    return {
        early + day: Manners(
            bool(kinds.no_arrival[code]), bool(kinds.no_departure[code]),
            int(kinds.min_stay[code]), int(kinds.max_stay[code]),
        )
        for day, code in enumerate(codes.tolist())
        if code
    }  # fmt: skip
