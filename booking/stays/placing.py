"""An order checked against the site it asks for, and written as a trip with one party and one stay."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from booking.stays.moves import NewStay
from booking.stays.nights import Bed, spread
from booking.stays.order import HoldOrder
from booking.stays.refusals import (
    BedsTooFew,
    CertificateNotValid,
    DateOver,
    HeadsMissing,
    NoOperatorYet,
    OfferUnknown,
    RoomsUnknown,
)
from booking.stays.states import State
from booking.stays.trip_ceiling import allowance_in_trip
from sites import calendar
from sites.certification import all_covered, records
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import fetch, insert, insert_all
from sites.foundation.identifiers import public_id, reference
from sites.packages import Heads, Quote, Rooms, quote_for

# With every hold, so without the ORM's way round. A row for each room type, in the site's order.
_OFFERED = (
    "SELECT s.id, s.code, s.name, s.name_en, s.operator_id, s.booking_mode, s.check_in_hour, s.option_days, "
    "p.id AS package_id, t.id AS room_type_id, t.code AS room_type, t.beds "
    "FROM sites s JOIN packages p ON p.site_id = s.id LEFT JOIN room_types t ON t.site_id = s.id "
    "WHERE s.code = $1 AND p.code = $2 AND p.is_offered ORDER BY t.position, t.id"
)


@dataclass(frozen=True)
class OrderedSite:
    """The site as far as an order is judged by it."""

    id: int
    code: str
    name: str
    name_en: str
    operator_id: int
    booking_mode: str
    check_in_hour: int
    option_days: int


@dataclass(frozen=True)
class Place:
    site: OrderedSite
    package_id: int
    beds: list[Bed]


async def place_of(order: HoldOrder) -> Place:
    """Refused: OfferUnknown, NoOperatorYet, RoomsUnknown."""
    rows = await fetch(_OFFERED, order.site, order.package)
    if not rows:
        raise OfferUnknown
    site = OrderedSite(**{name: rows[0][name] for name in OrderedSite.__dataclass_fields__})
    if site.operator_id is None:
        raise NoOperatorYet
    return Place(site, rows[0]["package_id"], _beds_of(rows, order.rooms))


def _beds_of(types: Sequence[Mapping[str, Any]], rooms: Mapping[str, int]) -> list[Bed]:
    """The rooms asked for by code, in the site's order. Refused: RoomsUnknown."""
    beds = [
        Bed(row["room_type_id"], rooms[row["room_type"]], row["beds"])
        for row in types
        if rooms.get(row["room_type"], 0) > 0
    ]
    if not beds or set(rooms) - {row["room_type"] for row in types}:
        raise RoomsUnknown
    return beds


async def demand_bookable(order: HoldOrder, place: Place) -> None:
    """Refused: what `demand_lodged` refuses, and arrivals, departures and lengths that the site closed."""
    await demand_lodged(order, place)
    await calendar.demand_allowed(wanted_of(order, place))


async def demand_lodged(order: HoldOrder, place: Place) -> None:
    """Refused: HeadsMissing, DateOver, BedsTooFew, CertificateNotValid."""
    if order.heads.workers < 1:
        raise HeadsMissing(field="workers")
    if clock.now() >= clock.at(order.check_in, time(place.site.check_in_hour)):
        raise DateOver(day=order.check_in, field="check_in")
    beds = sum(bed.rooms * bed.beds for bed in place.beds)
    if beds < order.heads.total:
        raise BedsTooFew(beds=beds, heads=order.heads.total, field="rooms")
    papers = (await records([place.site.id])).get(place.site.id, ())
    for night in calendar.nights_between(order.check_in, order.check_out):
        if not all_covered(papers, [night]):
            raise CertificateNotValid(night=night)


def wanted_of(order: HoldOrder, place: Place) -> calendar.Wanted:
    return calendar.Wanted(
        site_id=place.site.id, check_in=order.check_in, check_out=order.check_out,
        rooms={bed.room_type_id: bed.rooms for bed in place.beds}, people=order.heads.total,
    )  # fmt: skip


async def quote_of(
    order: HoldOrder, place: Place, *, union_id: int, into: "OpenTrip | None" = None
) -> Quote:
    """With the union's ceiling as it stands now and what the programme gives, which are kept with the price."""
    allowance = await allowance_in_trip(
        union_id, programme=into.programme if into else order.programme, check_in=order.check_in,
        trip_id=into.trip_id if into else None,
    )  # fmt: skip
    return await quote_for(
        place.package_id, check_in=order.check_in, nights=order.nights, heads=order.heads,
        rooms=[Rooms(bed.rooms, bed.beds) for bed in place.beds], extras=order.extras, allowance=allowance,
        group=order.group,
    )  # fmt: skip


@dataclass(frozen=True)
class OpenTrip:
    """The trip, by both its ids, and the union's party in it, which its stays have in common."""

    trip_id: int
    trip: str
    party_id: int
    programme: str


async def open_trip(orders: Sequence[HoldOrder], *, by: Actor) -> OpenTrip:
    """A new trip of the union, from the first arrival to the last departure, with the heads that all orders name."""
    first, own = orders[0], public_id()
    union = await fetch("SELECT area_code FROM organisations WHERE id = $1", by.organisation_id)
    trip_id = await insert(
        "trips", public_id=own, organisation_id=by.organisation_id, origin_code=union[0]["area_code"],
        starts_on=min(order.check_in for order in orders),
        ends_on=max(order.check_out for order in orders),
        programme=first.programme, created_at=clock.now(),
    )  # fmt: skip
    party_id = await insert(
        "parties", public_id=public_id(), trip_id=trip_id, organisation_id=by.organisation_id,
        workers=first.heads.workers, family=first.heads.family, crew=first.heads.crew,
    )  # fmt: skip
    return OpenTrip(trip_id, own, party_id, first.programme)


# What a stay is not yet. With every hold, so without the ORM's way round.
_AT_FIRST = {
    "is_prolonged": False, "counts_as_open": False, "arrivals_known": False, "was_cancelled": False,
    "is_flagged": False, "reason": "", "missing": "[]",
    "kept_minor": 0, "left_heads": 0,
}  # fmt: skip


async def write_stay(
    order: HoldOrder, place: Place, *, state: State, by: Actor, into: OpenTrip | None = None,
    **columns: Any,
) -> NewStay:  # fmt: skip
    """A stay, priced, night by night, in its trip; without one, in a trip of its own. Only a hold reserves its rooms."""
    quote = await quote_of(order, place, union_id=by.organisation_id, into=into)
    into = into or await open_trip([order], by=by)
    own = public_id()
    stay_id = await insert(
        "stays", public_id=own, reference=reference(), trip_id=into.trip_id,
        union_id=by.organisation_id, operator_id=place.site.operator_id, site_id=place.site.id,
        package_id=place.package_id, check_in=order.check_in, check_out=order.check_out, state=state,
        hold_kind=order.kind, contact=order.contact, note=order.note, price_minor=quote.total.minor,
        currency=quote.total.currency, quote=json.dumps(quote.as_facts()), created_by_id=by.user_id,
        created_at=clock.now(), **(_AT_FIRST | columns),
    )  # fmt: skip
    await _write_nights(stay_id, into.party_id, order, place.beds, reserves=state is State.HELD)
    return NewStay(stay_id, own, into.trip_id, state)


async def _write_nights(
    stay_id: int, party_id: int, order: HoldOrder, beds: list[Bed], *, reserves: bool
) -> None:
    """The first contracted version of the stay's nights."""
    laid = spread(order.heads, beds)
    rows = [
        {
            "stay_id": stay_id,
            "party_id": party_id,
            "room_type_id": bed.room_type_id,
            "date": night,
            "version": 1,
            **_counts(bed, laid[bed.room_type_id], reserves=reserves),
        }
        for night in calendar.nights_between(order.check_in, order.check_out)
        for bed in beds
    ]
    await insert_all("stay_nights", rows)


def _counts(bed: Bed, here: Heads, *, reserves: bool) -> dict[str, int]:
    counts = {"rooms": bed.rooms, "workers": here.workers, "family": here.family, "crew": here.crew}
    contracted = {f"contracted_{what}": number for what, number in counts.items()}
    reserved = {f"reserved_{what}": number if reserves else 0 for what, number in counts.items()}
    return contracted | reserved
