"""Rules of the calendar for a whole stay: when it may be booked, arrival, departure, and how long."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from sites.calendar.booking_window import BookingWindow
from sites.calendar.free_nights import (
    MAX_STAY,
    MAX_THROUGH,
    MIN_STAY,
    MIN_THROUGH,
    NO_ARRIVAL,
    NO_DEPARTURE,
    Manners,
)
from sites.calendar.refusals import (
    NoArrivalThatDay,
    NoDepartureThatDay,
    NoLongerBookable,
    NotBookableYet,
    StayLengthUnfit,
    StayTooLongThrough,
    StayTooShortThrough,
)
from sites.calendar.stay_rules import ORDINARY, Broken, broken
from sites.calendar.wanted import Wanted
from sites.foundation import clock
from sites.foundation.database import fetch
from sites.foundation.errors import Refusal

Nights = dict[date, dict[str, Any]]
# The day of departure is read too: it may not be one on which groups leave.
_RULES = (
    "SELECT n.room_type_id, n.date, n.no_arrival, n.no_departure, n.min_stay, n.max_stay, n.min_through, "
    "n.max_through, n.book_from, n.book_until, s.book_from AS site_from, s.book_until AS site_until "
    "FROM nights n JOIN sites s ON s.id = n.site_id WHERE n.site_id = $1 AND n.date >= $2 AND n.date <= $3"
)


async def demand_allowed(wanted: Wanted, *, kept: Collection[date] = ()) -> None:
    """Raise when a wanted room type does not allow this arrival, departure or length, or a night may not be booked today.

    `kept` are nights that the group has already: when they may be booked is not asked again.
    """
    rules = await _rules(wanted)
    for room_type_id in sorted(wanted.rooms):
        nights = rules.get(room_type_id, {})
        for night in wanted.nights:
            if night in nights and night not in kept:
                _demand_in_time(night, nights[night])
        stop = broken([_manners(nights.get(day)) for day in [*wanted.nights, wanted.check_out]])
        if stop:
            raise _refusal(stop, wanted, _manners(nights.get(wanted.check_in)))


async def _rules(wanted: Wanted) -> dict[int, Nights]:
    found: dict[int, Nights] = {}
    for row in await fetch(_RULES, wanted.site_id, wanted.check_in, wanted.check_out):
        day = row["date"]
        # Raw rows carry dates as text on SQLite.
        night = date.fromisoformat(day) if isinstance(day, str) else day
        found.setdefault(row["room_type_id"], {})[night] = row
    return found


def _manners(row: dict[str, Any] | None) -> Manners:
    if row is None:
        return ORDINARY
    return Manners(
        bool(row["no_arrival"]), bool(row["no_departure"]), row["min_stay"], row["max_stay"],
        row["min_through"], row["max_through"],
    )  # fmt: skip


def _demand_in_time(night: date, row: dict[str, Any]) -> None:
    site = BookingWindow(row["site_from"], row["site_until"])
    window = site.with_own(row["book_from"], row["book_until"])
    ahead = (night - clock.today()).days
    if window.is_early(ahead=ahead):
        raise NotBookableYet(night=night, day=window.opens_on(night))
    if window.is_late(ahead=ahead):
        raise NoLongerBookable(night=night, day=window.closes_on(night))


def _refusal(stop: Broken, wanted: Wanted, first: Manners) -> Refusal:
    on = wanted.check_in + timedelta(days=stop.at)
    if stop.code == NO_ARRIVAL:
        return NoArrivalThatDay(day=on)
    if stop.code == NO_DEPARTURE:
        return NoDepartureThatDay(day=on)
    if stop.code in (MIN_STAY, MAX_STAY):
        return StayLengthUnfit(day=on, least=first.min_stay, most=first.max_stay)
    through = {MIN_THROUGH: StayTooShortThrough, MAX_THROUGH: StayTooLongThrough}[stop.code]
    return through(night=on, nights=stop.number)
