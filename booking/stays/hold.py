"""Making a hold: a trip, its party and its stay, with the nights and places claimed, all or nothing."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time, timedelta

from booking import quotas
from booking.people import take_open_hold
from booking.people.models import Organisation
from booking.stays.expiry import expire, overdue_holds
from booking.stays.hold_times import hold_end
from booking.stays.models import Party, Stay, StayNight, Trip
from booking.stays.moves import record_first
from booking.stays.nights import Bed, spread
from booking.stays.refusals import (
    AlreadyMoved,
    AsksFirst,
    BedsTooFew,
    CertificateNotValid,
    DateOver,
    HeadsMissing,
    OfferUnknown,
    RoomsUnknown,
)
from booking.stays.states import State
from sites import calendar
from sites.calendar import NightsTaken, ReceptionFull
from sites.certification import all_covered, records
from sites.foundation import clock, idempotency
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.foundation.identifiers import public_id, reference
from sites.listings.models import RoomType, Site
from sites.packages import Heads, Quote, Rooms, quote_for
from sites.packages.models import Package


@dataclass(frozen=True)
class HoldOrder:
    """What a union asks for. `rooms` by room type code; `kind` is `option` (days) or `checkout` (minutes)."""

    site: str
    package: str
    check_in: date
    nights: int
    rooms: Mapping[str, int]
    heads: Heads
    kind: str = "option"
    programme: str = ""
    contact: str = ""
    note: str = ""

    @property
    def check_out(self) -> date:
        return self.check_in + timedelta(days=self.nights)


@dataclass(frozen=True)
class _Place:
    site: Site
    package: Package
    beds: list[Bed]


async def hold(order: HoldOrder, *, by: Actor, key: Key | None = None) -> str:
    """Hold rooms and places for a group; the stay's public id. A request sent twice holds once.

    Refused: UnionNotVerified, TooManyHolds, OfferUnknown, AsksFirst, CertificateNotValid, DateOver, HeadsMissing,
    RoomsUnknown, BedsTooFew, the package's and the calendar's refusals. Where room is short, holds past their
    time on these nights are expired first, each in its own transaction, and it is tried once more.
    """
    try:
        return await _hold(order, by=by, key=key)
    except (NightsTaken, ReceptionFull):
        site = await Site.get(code=order.site)
        overdue = await overdue_holds(site.id, order.check_in, order.check_out)
        if not overdue:
            raise
        for stay_id in overdue:
            with suppress(AlreadyMoved):  # somebody else in need ended it meanwhile
                await expire(stay_id)
        return await _hold(order, by=by, key=key)


@transaction
async def _hold(order: HoldOrder, *, by: Actor, key: Key | None) -> str:
    if earlier := await idempotency.claim(key, by=by):
        return earlier
    await take_open_hold(by.organisation_id)
    place = await _place_of(order)
    await _demand_bookable(order, place)
    quote = await quote_for(
        place.package.id, check_in=order.check_in, nights=order.nights, heads=order.heads,
        rooms=[Rooms(bed.rooms, bed.beds) for bed in place.beds],
    )  # fmt: skip
    stay = await _write(order, place, quote, by=by)
    await calendar.claim(_wanted(order, place), holder=stay.public_id)
    await quotas.claim(stay.trip_id, asked=_asked(order, place, stay))
    await record_first(
        stay, act="held", by=by, facts={"kind": order.kind, "heads": order.heads.total}
    )
    await idempotency.keep(key, stay.public_id, by=by)
    return stay.public_id


async def _place_of(order: HoldOrder) -> _Place:
    site = await Site.get_or_none(code=order.site)
    package = (
        await Package.get_or_none(site_id=site.id, code=order.package, is_offered=True)
        if site
        else None
    )
    if site is None or package is None or site.operator_id is None:
        raise OfferUnknown
    types = await RoomType.filter(site_id=site.id).order_by("position", "id")
    beds = [Bed(t.id, order.rooms[t.code], t.beds) for t in types if order.rooms.get(t.code, 0) > 0]
    if not beds or set(order.rooms) - {t.code for t in types}:
        raise RoomsUnknown
    return _Place(site, package, beds)


async def _demand_bookable(order: HoldOrder, place: _Place) -> None:
    if place.site.booking_mode == "ask":
        raise AsksFirst(phone=place.site.phone)
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
    await calendar.demand_allowed(_wanted(order, place))


def _wanted(order: HoldOrder, place: _Place) -> calendar.Wanted:
    return calendar.Wanted(
        site_id=place.site.id, check_in=order.check_in, check_out=order.check_out,
        rooms={bed.room_type_id: bed.rooms for bed in place.beds}, people=order.heads.total,
    )  # fmt: skip


def _asked(order: HoldOrder, place: _Place, stay: Stay) -> quotas.Asked:
    return quotas.Asked(
        union_id=stay.union_id, site_id=place.site.id, district_code=place.site.district_code,
        programme=order.programme, check_in=order.check_in, nights=order.nights,
        workers=order.heads.workers,
    )  # fmt: skip


async def _write(order: HoldOrder, place: _Place, quote: Quote, *, by: Actor) -> Stay:
    now = clock.now()
    union = await Organisation.get(id=by.organisation_id)
    trip = await Trip.create(
        public_id=public_id(), organisation_id=union.id, origin_code=union.area_code,
        starts_on=order.check_in, ends_on=order.check_out, programme=order.programme, created_at=now,
    )  # fmt: skip
    party = await Party.create(
        public_id=public_id(), trip_id=trip.id, organisation_id=union.id, workers=order.heads.workers,
        family=order.heads.family, crew=order.heads.crew,
    )  # fmt: skip
    ends = hold_end(
        order.kind, option_days=place.site.option_days, check_in=order.check_in, since=now
    )
    stay = await Stay.create(
        public_id=public_id(), reference=reference(), trip_id=trip.id, union_id=union.id,
        operator_id=place.site.operator_id, site_id=place.site.id, package_id=place.package.id,
        check_in=order.check_in, check_out=order.check_out, state=State.HELD, hold_kind=order.kind,
        hold_expires_at=ends, counts_as_open=True, contact=order.contact, note=order.note,
        price_minor=quote.total.minor, currency=quote.total.currency, quote=quote.as_facts(),
        created_by_id=by.user_id, created_at=now,
    )  # fmt: skip
    await _write_nights(order, place, stay, party)
    return stay


async def _write_nights(order: HoldOrder, place: _Place, stay: Stay, party: Party) -> None:
    laid = spread(order.heads, place.beds)
    rows = [
        StayNight(
            stay_id=stay.id,
            party_id=party.id,
            room_type_id=bed.room_type_id,
            date=night,
            **_counts(bed, laid[bed.room_type_id]),
        )
        for night in calendar.nights_between(order.check_in, order.check_out)
        for bed in place.beds
    ]
    await StayNight.bulk_create(rows)


def _counts(bed: Bed, here: Heads) -> dict[str, int]:
    counts = {"rooms": bed.rooms, "workers": here.workers, "family": here.family, "crew": here.crew}
    return {
        f"{number}_{what}": n for number in ("contracted", "reserved") for what, n in counts.items()
    }
