"""One union's hold inside a pooled group: a trip and a stay of its own, with everything that a hold claims."""

from dataclasses import dataclass
from datetime import datetime

from booking.people import take_open_hold
from booking.stays.hold_times import hold_end
from booking.stays.moves import NewStay, record_first
from booking.stays.order import HoldOrder
from booking.stays.placing import demand_bookable, place_of, wanted_of, write_stay
from booking.stays.quota_use import follow_quota
from booking.stays.refusals import AsksFirst
from booking.stays.states import State
from booking.stays.trip_order import TripOrder, begin
from sites import calendar
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction


@dataclass(frozen=True)
class Held:
    stay: NewStay
    site_id: int
    package_id: int
    ends: datetime


async def hold_one(order: HoldOrder, *, by: Actor, until: datetime | None = None) -> Held:
    """Hold in the caller's transaction, `until` that instant at least. Refused as `stays.hold`."""
    demand_transaction()
    await take_open_hold(by.organisation_id)
    place = await place_of(order)
    if place.site.booking_mode == "ask":
        raise AsksFirst
    await demand_bookable(order, place)
    into = await begin(TripOrder((order,)), by=by)
    own = hold_end(
        "option", option_days=place.site.option_days, check_in=order.check_in, since=clock.now()
    )
    ends = max(own, until) if until else own
    stay = await write_stay(
        order, place, state=State.HELD, by=by, into=into, hold_expires_at=ends, counts_as_open=True
    )
    await calendar.claim_all([(stay.public_id, wanted_of(order, place))])
    await follow_quota(into.trip_id)
    facts = {"kind": "option", "heads": order.heads.total}
    await record_first(stay, act="held", by=by, facts=facts)
    return Held(stay, place.site.id, place.package_id, ends)
