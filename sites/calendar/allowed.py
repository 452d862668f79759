"""Rules of the calendar for a whole stay: arrival, departure, and how long."""

from datetime import date

from sites.calendar.wanted import Wanted
from sites.foundation.database import fetch
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class NoArrivalThatDay(Refusal):
    code = "no_arrival"
    words = N_("The site takes no arrivals on %(day)s. Choose another day.")


class NoDepartureThatDay(Refusal):
    code = "no_departure"
    words = N_("The site takes no departures on %(day)s. Choose another day.")


class StayLengthUnfit(Refusal):
    code = "stay_length"
    kind = Kind.CONFLICT
    words = N_("Arriving on %(day)s, a stay has %(least)s to %(most)s nights.")


async def demand_allowed(wanted: Wanted) -> None:
    """Raise when a wanted room type does not allow this arrival, departure or length."""
    length = (wanted.check_out - wanted.check_in).days
    for room_type_id in sorted(wanted.rooms):
        first = await _rules(wanted.site_id, room_type_id, wanted.check_in)
        last = await _rules(wanted.site_id, room_type_id, wanted.check_out)
        if first and first["no_arrival"]:
            raise NoArrivalThatDay(day=wanted.check_in)
        if last and last["no_departure"]:
            raise NoDepartureThatDay(day=wanted.check_out)
        if first and not first["min_stay"] <= length <= first["max_stay"]:
            raise StayLengthUnfit(
                day=wanted.check_in, least=first["min_stay"], most=first["max_stay"]
            )


async def _rules(site_id: int, room_type_id: int, day: date) -> dict[str, int] | None:
    rows = await fetch(
        "SELECT no_arrival, no_departure, min_stay, max_stay FROM nights "
        "WHERE site_id = $1 AND room_type_id = $2 AND date = $3",
        site_id,
        room_type_id,
        day,
    )
    return rows[0] if rows else None
