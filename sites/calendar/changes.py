"""What an operator may change of nights, and what a night becomes by it. Pure: no database, no clock."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sites.calendar.booking_window import BookingWindow
from sites.calendar.edit_refusals import (
    BookingDaysOutside,
    BookingWindowUnfit,
    MoreThanTheHouse,
    NoneLeftToTake,
    StayLengthOutside,
    TooFewForBooked,
)

LONGEST_NOTE = 80
LONGEST_STAY = 30
LONGEST_AHEAD = 730


@dataclass(frozen=True, slots=True)
class NightSettings:
    """All of a night that an edit may touch; what an undo compares and puts back.

    `book_from` and `book_until` are days before the night, None where it is as the base has it.
    """

    to_sell: int
    out_of_order: int
    is_closed: bool
    closed_why: str
    no_arrival: bool
    no_departure: bool
    min_stay: int
    max_stay: int
    min_through: int
    max_through: int
    book_from: int | None
    book_until: int | None
    note: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What an edit must respect and never changes. `booked` are rooms held and sold; `window` is the base's own."""

    date: date
    rooms: int
    booked: int
    window: BookingWindow


@dataclass(frozen=True, slots=True)
class Change:
    """`act` is one of ACTS; `value` counts rooms, nights or days; `note` is the reason, or the note itself."""

    act: str
    value: int = 0
    note: str = ""


Effect = Callable[[NightSettings, Facts, Change], NightSettings]


def applied(night: NightSettings, facts: Facts, change: Change) -> NightSettings:
    """Refused: MoreThanTheHouse, NoneLeftToTake, TooFewForBooked, StayLengthOutside, BookingDaysOutside,
    BookingWindowUnfit. Rooms out of order alone may leave fewer rooms than are booked: they are gone, whatever was promised.
    """
    return ACTS[change.act](night, facts, change)


def _stop(night: NightSettings, _facts: Facts, change: Change) -> NightSettings:
    return replace(night, is_closed=True, closed_why=change.note)


def _open(night: NightSettings, _facts: Facts, _change: Change) -> NightSettings:
    return replace(night, is_closed=False, closed_why="")


def _set(night: NightSettings, facts: Facts, change: Change) -> NightSettings:
    return _selling(night, facts, change.value)


def _shift(night: NightSettings, facts: Facts, change: Change) -> NightSettings:
    return _selling(night, facts, night.to_sell + change.value)


def _selling(night: NightSettings, facts: Facts, to_sell: int) -> NightSettings:
    most = facts.rooms - night.out_of_order
    if to_sell > most:
        raise MoreThanTheHouse(night=facts.date, rooms=most, field="value")
    if to_sell < 0:
        raise NoneLeftToTake(night=facts.date, field="value")
    # A night that is over already may come nearer to what is booked, never go further from it.
    if to_sell < min(facts.booked, night.to_sell):
        raise TooFewForBooked(night=facts.date, booked=facts.booked, field="value")
    return replace(night, to_sell=to_sell)


def _repair(night: NightSettings, facts: Facts, change: Change) -> NightSettings:
    """Rooms that come back are for sale again; rooms that go are taken from those nobody was to sell first."""
    if not 0 <= change.value <= facts.rooms:
        raise MoreThanTheHouse(night=facts.date, rooms=facts.rooms, field="value")
    returning = max(0, night.out_of_order - change.value)
    to_sell = min(night.to_sell + returning, facts.rooms - change.value)
    note = change.note if change.value else ""
    return replace(night, out_of_order=change.value, to_sell=to_sell, note=note or night.note)


def _stay_length(least: str, most: str, *, is_least: bool) -> Effect:
    """One end of a span of lengths, which never passes the other."""

    def effect(night: NightSettings, _facts: Facts, change: Change) -> NightSettings:
        low = 1 if is_least else getattr(night, least)
        high = getattr(night, most) if is_least else LONGEST_STAY
        if not low <= change.value <= high:
            raise StayLengthOutside(least=low, most=high, field="value")
        settings: dict[str, Any] = {least if is_least else most: change.value}
        return replace(night, **settings)

    return effect


def _book_from(night: NightSettings, facts: Facts, change: Change) -> NightSettings:
    return _booked(replace(night, book_from=change.value), facts, change)


def _book_until(night: NightSettings, facts: Facts, change: Change) -> NightSettings:
    return _booked(replace(night, book_until=change.value), facts, change)


def _booked(night: NightSettings, facts: Facts, change: Change) -> NightSettings:
    if not 0 <= change.value <= LONGEST_AHEAD:
        raise BookingDaysOutside(most=LONGEST_AHEAD, field="value")
    window = facts.window.with_own(night.book_from, night.book_until)
    if not window.is_sound:
        raise BookingWindowUnfit(earliest=window.earliest, latest=window.latest, field="value")
    return night


def _book_usual(night: NightSettings, _facts: Facts, _change: Change) -> NightSettings:
    return replace(night, book_from=None, book_until=None)


def _arrival(is_shut: bool) -> Effect:  # noqa: FBT001 - a table's entry
    return lambda night, _facts, _change: replace(night, no_arrival=is_shut)


def _departure(is_shut: bool) -> Effect:  # noqa: FBT001 - a table's entry
    return lambda night, _facts, _change: replace(night, no_departure=is_shut)


def _note(night: NightSettings, _facts: Facts, change: Change) -> NightSettings:
    return replace(night, note=change.note)


ACTS: dict[str, Effect] = {
    "stop": _stop,
    "open": _open,
    "set": _set,
    "shift": _shift,
    "repair": _repair,
    "no_arrival": _arrival(is_shut=True),
    "arrival": _arrival(is_shut=False),
    "no_departure": _departure(is_shut=True),
    "departure": _departure(is_shut=False),
    "min_stay": _stay_length("min_stay", "max_stay", is_least=True),
    "max_stay": _stay_length("min_stay", "max_stay", is_least=False),
    "min_through": _stay_length("min_through", "max_through", is_least=True),
    "max_through": _stay_length("min_through", "max_through", is_least=False),
    "book_from": _book_from,
    "book_until": _book_until,
    "book_usual": _book_usual,
    "note": _note,
}
# These say nothing without a number.
WITH_VALUE = frozenset({
    "set", "shift", "repair", "min_stay", "max_stay", "min_through", "max_through", "book_from", "book_until",
})  # fmt: skip
