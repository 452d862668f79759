"""The union's answer to a counter-offer: yes makes it the stay, no leaves the submission as it was."""

from booking import rosters
from booking.money import correct_charge
from booking.people.permissions import demand
from booking.stays.access import stay_of_union
from booking.stays.amending import columns_of, move_trip, write_version
from booking.stays.amendment_model import Amendment
from booking.stays.amendments import clock_again, close, open_amendment
from booking.stays.approval import is_last_approver, was_approved_as
from booking.stays.counter_terms import Change
from booking.stays.models import Party, Stay
from booking.stays.moves import record, touch
from booking.stays.nights import Bed
from booking.stays.offer_refusals import CounterOfferGone, CounterOfferOver, OfferBeyondApproval
from booking.stays.quota_use import follow_quota
from booking.stays.submission import freeze
from sites import calendar
from sites.foundation import clock, idempotency, outbox
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.listings.models import RoomType, Site
from sites.packages import Heads, Quote
from sites.packages.models import Package

OPEN = {"accepted_at": None, "answer_due_at": None}


@transaction
async def accept_counter_offer(
    public_id: str, offer: str, *, by: Actor, key: Key | None = None
) -> None:
    """Take the offer with this public id: price, terms and verdicts are frozen anew, its rooms become the
    stay's, what is no longer needed returns, and the operator has accepted.

    Refused: NotGranted, StayUnknown, CounterOfferGone, CounterOfferOver, OfferBeyondApproval, AlreadyMoved.
    """
    if await idempotency.claim(key, by=by):
        return
    stay = await stay_of_union(public_id, by=by)
    amendment = await _live(stay, offer)
    change = await change_of(amendment, stay)
    await demand_may_accept(stay, amendment, by=by)
    await move_trip(stay, change)
    await touch(stay, only_if=OPEN, accepted_at=clock.now(), missing=[], **columns_of(change))
    await close(amendment, "accepted")
    await touch(stay, frozen=await freeze(stay, await Site.get(id=stay.site_id)))
    await write_version(stay, change, reserves=True, named=await _named(stay))
    await calendar.settle_growth(change.wanted, growth=amendment.public_id, holder=stay.public_id)
    await follow_quota(stay.trip_id)
    await correct_charge(stay.id, to=change.quote.total, by=by)
    facts = {"total": change.quote.total.minor}
    await record(stay, act="counter_accepted", by=by, facts=facts)
    await outbox.post("stay.accepted", {"stay_id": stay.id})
    await idempotency.keep(key, stay.public_id, by=by)


@transaction
async def refuse_counter_offer(public_id: str, offer: str, *, note: str = "", by: Actor) -> None:
    """Say no: the growth returns, the submission stands as it was, and the operator's clock goes on.

    Refused: NotGranted, StayUnknown, CounterOfferGone, CounterOfferOver, AlreadyMoved.
    """
    demand(by, "stays.book")
    stay = await stay_of_union(public_id, by=by)
    amendment = await _live(stay, offer)
    await touch(stay, only_if=OPEN, **await clock_again(stay, amendment))
    await close(amendment, "refused")
    await calendar.release(amendment.public_id)
    await record(stay, act="counter_refused", by=by, note=note)


async def demand_may_accept(stay: Stay, amendment: Amendment, *, by: Actor) -> None:
    """Who books may accept what was approved; what goes beyond it waits for the last approver."""
    if await is_last_approver(stay, by=by):
        return
    demand(by, "stays.book")
    offer = {
        "site": stay.site_id,
        "check_in": amendment.check_in.isoformat(),
        "check_out": amendment.check_out.isoformat(),
        "price": amendment.price_minor,
        "heads": int(amendment.quote["heads"]),
    }
    if not await was_approved_as(stay, offer, since=amendment.proposed_at):
        raise OfferBeyondApproval


async def change_of(amendment: Amendment, stay: Stay) -> Change:
    """The offer as it was kept, to be written exactly so."""
    quote = Quote.from_facts(amendment.quote)
    kinds = await RoomType.filter(site_id=stay.site_id).order_by("position", "id")
    rooms = {int(kind): count for kind, count in amendment.rooms.items()}
    beds = [Bed(kind.id, rooms[kind.id], kind.beds) for kind in kinds if kind.id in rooms]
    wanted = calendar.Wanted(
        stay.site_id, amendment.check_in, amendment.check_out, rooms, quote.heads.total
    )
    package = await Package.get(id=amendment.package_id)
    return Change(package, beds, quote.heads, quote, wanted)


async def _live(stay: Stay, offer: str) -> Amendment:
    amendment = await open_amendment(stay.id)
    if amendment is None or amendment.public_id != offer:
        raise CounterOfferGone
    if amendment.answer_until <= clock.now():
        raise CounterOfferOver(until=amendment.answer_until)
    return amendment


async def _named(stay: Stay) -> Heads:
    party = await Party.get(trip_id=stay.trip_id, organisation_id=stay.union_id)
    return (await rosters.roster_of(party.public_id)).named
