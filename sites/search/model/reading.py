"""Nights of some bases back from the arrays, as the plain rules read them."""

from collections.abc import Iterable
from datetime import date, timedelta

from sites.calendar import BookingWindow, Window
from sites.calendar.free_nights import Manners, TypeDays, bar, free_night
from sites.calendar.stay_rules import ORDINARY
from sites.calendar.window import SiteDays
from sites.search.model.manners import OF_THE_BASE
from sites.search.model.model import ALWAYS, NOBODY, Ints, Model
from sites.search.model.planes import NOT_OPENED, RoomPlane


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
        int(plane.ids[column]): _type(model, plane, column, every, at, early)
        for plane in model.rooms
        if column < plane.width and plane.ids[column]
    }
    kinds = [*types.values()]
    return SiteDays(
        types, tuple(free_night(day, n, kinds, people[n]) for n, day in enumerate(every))
    )


def _type(
    model: Model, plane: RoomPlane, column: int, every: list[date], at: slice, early: int
) -> TypeDays:
    kind = TypeDays(
        int(plane.beds[column]),
        _days(plane.free[at, column], NOT_OPENED, early, len(every)),
        _manners(model, plane.manners[at, column], early),
    )
    codes = plane.manners[at, column].tolist()
    own = _window(model.sites.book_from[column], model.sites.book_until[column])
    for place, day in enumerate(every):
        code = codes[place - early] if 0 <= place - early < len(codes) else 0
        bar(kind, place, _own_window(model, own, code), ahead=(day - model.today).days)
    return kind


def _window(book_from: int, book_until: int) -> BookingWindow:
    return BookingWindow(None if book_from == ALWAYS else int(book_from), int(book_until))


def _own_window(model: Model, base: BookingWindow, code: int) -> BookingWindow:
    own = [int(days[code]) for days in (model.manners.book_from, model.manners.book_until)]
    return base.with_own(*(None if days == OF_THE_BASE else days for days in own))


def _days(numbers: Ints, absent: int, early: int, days: int) -> list[int | None]:
    inside = [None if number == absent else number for number in numbers.tolist()]
    found = [*([None] * early), *inside]
    return [*found, *([None] * (days - len(found)))][:days]


def _manners(model: Model, codes: Ints, early: int) -> dict[int, Manners]:
    kinds = model.manners
    made = {
        early + day: Manners(
            bool(kinds.no_arrival[code]), bool(kinds.no_departure[code]),
            int(kinds.min_stay[code]), int(kinds.max_stay[code]),
            int(kinds.min_through[code]), int(kinds.max_through[code]),
        )
        for day, code in enumerate(codes.tolist())
        if code
    }  # fmt: skip
    # A night whose only wish is its own booking window asks nothing of a stay.
    return {place: manners for place, manners in made.items() if manners != ORDINARY}
