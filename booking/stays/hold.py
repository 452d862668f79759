"""Making a hold: a trip, its party and its stay, with the nights and places claimed, all or nothing."""

from contextlib import suppress

from booking import quotas
from booking.people import take_open_hold
from booking.stays.expiry import expire, overdue_holds, overdue_of_quota
from booking.stays.held_by_others import with_its_end
from booking.stays.hold_times import hold_end
from booking.stays.moves import record_first
from booking.stays.order import HoldOrder
from booking.stays.placing import demand_bookable, place_of, wanted_of, write_stay
from booking.stays.quota_use import follow_quota
from booking.stays.refusals import AlreadyMoved, AsksFirst
from booking.stays.states import State
from sites import calendar
from sites.calendar import NightsHeld, NightsTaken, ReceptionFull, ReceptionHeld
from sites.foundation import clock, idempotency
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.listings.models import Site


async def hold(order: HoldOrder, *, by: Actor, key: Key | None = None) -> str:
    """Hold rooms and places for a group; the stay's public id. A request sent twice holds once.

    Refused: UnionNotVerified, TooManyHolds, OfferUnknown, AsksFirst, CertificateNotValid, DateOver, HeadsMissing,
    RoomsUnknown, BedsTooFew, the package's and the calendar's refusals, QuotaNotOpen, QuotaSpent. Where room or
    quota is short, holds past their time that have it are expired first, each in its own transaction, and it is
    tried once more. What others only hold is told with the first end of it.
    """
    try:
        return await _in_need(order, by=by, key=key)
    except (NightsHeld, ReceptionHeld) as held:
        site = await Site.get(code=order.site)
        raise await with_its_end(held, site.id) from None


async def _in_need(order: HoldOrder, *, by: Actor, key: Key | None) -> str:
    """Hold; in need of room or quota, end what is overdue and try again."""
    try:
        return await _hold(order, by=by, key=key)
    except (NightsTaken, ReceptionFull):
        site = await Site.get(code=order.site)
        in_the_way = await overdue_holds(site.id, order.check_in, order.check_out)
    except quotas.QuotaSpent as spent:
        in_the_way = await overdue_of_quota(spent.quota_id)
    # None may be left because another group in need just ended it: there is room all the same.
    for stay_id in in_the_way:
        with suppress(AlreadyMoved):  # somebody else in need ended it meanwhile
            await expire(stay_id)
    return await _hold(order, by=by, key=key)


@transaction
async def _hold(order: HoldOrder, *, by: Actor, key: Key | None) -> str:
    if earlier := await idempotency.claim(key, by=by):
        return earlier
    await take_open_hold(by.organisation_id)
    place = await place_of(order)
    if place.site.booking_mode == "ask":
        raise AsksFirst
    await demand_bookable(order, place)
    ends = hold_end(
        order.kind, option_days=place.site.option_days, check_in=order.check_in, since=clock.now()
    )
    stay = await write_stay(
        order, place, state=State.HELD, by=by, hold_expires_at=ends, counts_as_open=True
    )
    await calendar.claim(wanted_of(order, place), holder=stay.public_id)
    await follow_quota(stay.trip_id)
    await record_first(
        stay, act="held", by=by, facts={"kind": order.kind, "heads": order.heads.total}
    )
    await idempotency.keep(key, stay.public_id, by=by)
    return stay.public_id
