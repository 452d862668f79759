"""A union's trips of one year in workers, person-nights and its own money: what an annual plan is measured by."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from booking.stays.figures import charged_of, latest
from booking.stays.models import Stay, StayNight, Trip
from booking.stays.states import State
from booking.stays.trip_stays import TAKING
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.language import choose
from sites.packages import Quote

HELD, CONFIRMED, TRAVELLED = "held", "confirmed", "travelled"
# How far a state has come, seen from a plan. A group that did not come has travelled nowhere.
REACHED: dict[State, str] = {
    State.HELD: HELD, State.SUBMITTED: HELD, State.CONFIRMED: CONFIRMED, State.IN_HOUSE: TRAVELLED,
    State.DEPARTED: TRAVELLED, State.RECONCILED: TRAVELLED, State.SETTLED: TRAVELLED,
}  # fmt: skip


@dataclass(frozen=True)
class YearTrip:
    """`reached` is held, confirmed or travelled: as far as the slowest of its stays has come. `workers` are those of the
    fullest night, `fen` what of the price the union bears; who was counted at the door counts, else who is contracted.
    """

    id: int
    public_id: str
    starts_on: date
    ends_on: date
    programme: str
    reached: str
    workers: int
    person_nights: int
    fen: int
    sites: tuple[str, ...]
    district_codes: tuple[str, ...]
    stay: str


async def trips_in_year(year: int, *, by: Actor) -> list[YearTrip]:
    """The union's own trips that arrive in the year and of which something stands, by arrival."""
    rows = await (
        Stay.filter(union_id=by.organisation_id, state__in=TAKING, was_cancelled=False)
        .filter(trip__starts_on__gte=date(year, 1, 1), trip__starts_on__lte=date(year, 12, 31))
        .order_by("check_in", "id")
        .prefetch_related("site", "trip")
    )
    standing = [row for row in rows if State(row.state) in REACHED and not _is_over_time(row)]
    nights = await _nights([row.id for row in standing])
    by_trip: dict[int, list[Stay]] = defaultdict(list)
    for row in standing:
        by_trip[row.trip_id].append(row)
    found = [_trip(stays[0].trip, stays, nights) for stays in by_trip.values()]
    return sorted(found, key=lambda one: (one.starts_on, one.id))


def _is_over_time(stay: Stay) -> bool:
    ends = stay.hold_expires_at
    return stay.state == State.HELD and ends is not None and ends <= clock.now()


async def _nights(stay_ids: list[int]) -> dict[int, list[StayNight]]:
    kept: dict[int, list[StayNight]] = defaultdict(list)
    for row in await StayNight.filter(stay_id__in=stay_ids) if stay_ids else ():
        kept[row.stay_id].append(row)
    return kept


def _trip(trip: Trip, stays: list[Stay], nights: Mapping[int, Iterable[StayNight]]) -> YearTrip:
    order = (HELD, CONFIRMED, TRAVELLED)
    slept: dict[date, int] = defaultdict(int)
    for stay in stays:
        for row in latest(nights.get(stay.id, ())):
            slept[row.date] += charged_of(row)["workers"]
    return YearTrip(
        trip.id, trip.public_id, trip.starts_on, trip.ends_on, trip.programme,
        min((REACHED[State(stay.state)] for stay in stays), key=order.index),
        max(slept.values(), default=0), sum(slept.values()), sum(map(_own_money, stays)),
        tuple(choose(stay.site.name, stay.site.name_en) for stay in stays),
        tuple(str(stay.site.district_code) for stay in stays), stays[0].public_id,
    )  # fmt: skip


def _own_money(stay: Stay) -> int:
    """What the union bears: for its workers up to the ceiling, and for leaders and drivers."""
    borne = Quote.from_facts(stay.quote).shares.parts
    return borne["union"].minor + borne["crew"].minor
