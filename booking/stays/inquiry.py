"""Sites that want to be asked first: an inquiry takes nothing, the operator's yes makes it an option hold."""

from typing import Any

from booking.people import take_open_hold
from booking.stays.access import stay_of_operator
from booking.stays.amending import columns_of, move_trip, write_version
from booking.stays.counter_terms import CounterOffer, reckon
from booking.stays.figures import WHAT, latest
from booking.stays.hold_times import hold_end
from booking.stays.models import Party, Stay, StayNight
from booking.stays.moves import move, record_first
from booking.stays.offer_refusals import OfferPriceChanged
from booking.stays.order import HoldOrder
from booking.stays.placing import demand_bookable, place_of, write_stay
from booking.stays.quota_use import follow_quota
from booking.stays.reckoning import Change
from booking.stays.refusals import DateOver, NeedsNoInquiry
from booking.stays.states import State
from sites import calendar
from sites.foundation import clock, idempotency, outbox
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.listings.models import Site


@transaction
async def inquire(order: HoldOrder, *, by: Actor, key: Key | None = None) -> str:
    """Ask a site that answers before it holds; the stay's public id. Several unions may ask side by side.

    Refused: NeedsNoInquiry where rooms can be held at once, and what a hold would be refused for, but
    for the rooms themselves: nothing is claimed yet.
    """
    if earlier := await idempotency.claim(key, by=by):
        return earlier
    place = await place_of(order)
    if place.site.booking_mode != "ask":
        raise NeedsNoInquiry
    await demand_bookable(order, place)
    stay = await write_stay(order, place, state=State.INQUIRY, by=by)
    await record_first(stay, act="inquired", by=by, facts={"heads": order.heads.total})
    await idempotency.keep(key, stay.public_id, by=by)
    return stay.public_id


@transaction
async def grant(
    public_id: str,
    *,
    by: Actor,
    offer: CounterOffer | None = None,
    total_seen: Money | None = None,
) -> None:
    """The operator's yes: rooms and places are claimed, the union has an option hold, and its
    submission needs no second yes. With an `offer` the yes is to that: the union submits it, or lets it go.

    Refused: AlreadyMoved, DateOver, OfferPriceChanged, what `reckon` refuses, the union's UnionNotVerified or
    TooManyHolds, the calendar's refusals.
    """
    stay = await stay_of_operator(public_id, by=by)
    change = await reckon(stay, offer) if offer else None
    if change and change.quote.total != total_seen:
        raise OfferPriceChanged(total=change.quote.total)
    check_in = change.check_in if change else stay.check_in
    if clock.today() >= check_in:
        raise DateOver(day=check_in)
    site = await Site.get(id=stay.site_id)
    await take_open_hold(stay.union_id)
    before = {"was": stay.price_minor, "was_in": stay.check_in.isoformat()}
    await _hold(stay, change, site, note=offer.note if offer else "", before=before, by=by)
    if change:
        await write_version(stay, change, reserves=False)
    await _claim(stay)
    await outbox.post("inquiry.granted", {"stay_id": stay.id})


async def _hold(
    stay: Stay, change: Change | None, site: Site, *, note: str, before: dict[str, Any], by: Actor
) -> None:
    now = clock.now()
    ends = hold_end(
        "option", option_days=site.option_days, since=now,
        check_in=change.check_in if change else stay.check_in,
    )  # fmt: skip
    if change:
        await move_trip(stay, change)
    await move(
        stay, State.HELD, by=by, act="granted_changed" if change else "granted", note=note,
        hold_kind="option", hold_expires_at=ends, counts_as_open=True, accepted_at=now,
        facts={"total": change.quote.total.minor, **before} if change else None,
        **(columns_of(change) if change else {}),
    )  # fmt: skip


async def _claim(stay: Stay) -> None:
    rows = latest(await StayNight.filter(stay_id=stay.id))
    party = await Party.get(trip_id=stay.trip_id, organisation_id=stay.union_id)
    rooms = {row.room_type_id: row.contracted_rooms for row in rows}
    heads = party.workers + party.family + party.crew
    await calendar.claim(
        calendar.Wanted(stay.site_id, stay.check_in, stay.check_out, rooms, heads),
        holder=stay.public_id,
    )
    await follow_quota(stay.trip_id)
    for row in rows:
        await _reserve(row)


async def _reserve(row: StayNight) -> None:
    columns = {f"reserved_{what}": getattr(row, f"contracted_{what}") for what in WHAT}
    await StayNight.filter(id=row.id).update(**columns)
