"""The operator's counter-offer to a submission: other dates, rooms or price, kept for the union until a time."""

from contextlib import suppress
from datetime import datetime, time, timedelta

from booking.stays.access import stay_of_operator
from booking.stays.amendment_history import facts_of
from booking.stays.amendments import OPERATOR, open_amendment, still_open, write_amendment
from booking.stays.answer import awaiting_answer
from booking.stays.counter_terms import CounterOffer, reckon
from booking.stays.expiry import expire, overdue_holds
from booking.stays.models import Stay
from booking.stays.moves import record, touch
from booking.stays.offer_refusals import CounterOfferGone, OfferDeadlineUnfit, OfferPriceChanged
from booking.stays.reckoning import Change
from booking.stays.refusals import AlreadyMoved
from booking.stays.working_hours import open_time
from sites import calendar
from sites.calendar import NightsTaken, ReceptionFull
from sites.foundation import clock, idempotency
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.foundation.language import N_, _
from sites.listings.models import Site

SHORTEST, LONGEST = timedelta(hours=1), timedelta(days=7)
NOON = time(12)


async def preview_counter_offer(public_id: str, offer: CounterOffer, *, by: Actor) -> Change:
    """What the offer would make of the stay. Changes nothing. Refused: StayUnknown, and as `reckon`."""
    return await reckon(await stay_of_operator(public_id, by=by), offer)


async def propose(
    public_id: str, offer: CounterOffer, *, total_seen: Money, by: Actor, key: Key | None = None
) -> str:
    """Offer something else instead of a yes: rooms and places that it needs beyond the request are claimed
    until its deadline, and the operator's clock stands still. The amendment's public id.

    Refused: AlreadyMoved, TimeToAnswerOver, CounterOfferOpen, OfferPriceChanged, OfferDeadlineUnfit, what `reckon`
    and the calendar refuse. Where room is short, holds past their time are expired first, and it is tried once more.
    """
    try:
        return await _propose(public_id, offer, total_seen=total_seen, by=by, key=key)
    except (NightsTaken, ReceptionFull):
        stay = await stay_of_operator(public_id, by=by)
        overdue = await overdue_holds(stay.site_id, offer.check_in, offer.check_out)
        if not overdue:
            raise
        for stay_id in overdue:
            with suppress(AlreadyMoved):
                await expire(stay_id)
        return await _propose(public_id, offer, total_seen=total_seen, by=by, key=key)


@transaction
async def _propose(
    public_id: str, offer: CounterOffer, *, total_seen: Money, by: Actor, key: Key | None
) -> str:
    if earlier := await idempotency.claim(key, by=by):
        return earlier
    stay = await _unanswered(public_id, by=by)
    change = await reckon(stay, offer)
    if change.quote.total != total_seen:
        raise OfferPriceChanged(total=change.quote.total)
    until = demand_fit_deadline(offer.until, stay, change)
    left = await desk_time_left(stay)
    # The clock stops in the same write that makes sure nobody has answered meanwhile.
    await touch(stay, only_if={"accepted_at": None, "answer_due_at": stay.answer_due_at}, answer_due_at=None)  # fmt: skip
    amendment = await write_amendment(
        stay, change, side=OPERATOR, by=by, answer_until=until, desk_seconds=left, note=offer.note
    )
    await calendar.claim_growth(
        change.wanted, beside=stay.public_id, holder=amendment.public_id
    )  # fmt: skip
    await record(
        stay, act="counter_offered", by=by, note=offer.note,
        facts={**facts_of(amendment), "ends": until.isoformat()},
    )  # fmt: skip
    await idempotency.keep(key, amendment.public_id, by=by)
    return amendment.public_id


async def _unanswered(public_id: str, *, by: Actor) -> Stay:
    stay = await awaiting_answer(public_id, by=by)
    if stay.accepted_at is not None:
        raise AlreadyMoved(state=_(N_("Accepted")))
    if found := await open_amendment(stay.id):
        raise still_open(found)
    if stay.answer_due_at is None:
        raise CounterOfferGone
    return stay


def demand_fit_deadline(until: datetime | None, stay: Stay, change: Change) -> datetime:
    """Within an hour and seven days, and before noon of the first of both arrivals."""
    now = clock.now()
    arrival = clock.at(min(stay.check_in, change.check_in), NOON)
    first, last = now + SHORTEST, min(now + LONGEST, arrival)
    if until is None or not first <= until <= last:
        raise OfferDeadlineUnfit(first=first, last=last, field="until")
    return until


async def desk_time_left(stay: Stay) -> int:
    """Seconds of the operator's time to answer that are left now, in its working hours."""
    site = await Site.get(id=stay.site_id)
    due = stay.answer_due_at or clock.now()
    left = open_time(clock.now(), due, opens=site.opens, closes=site.closes)
    return int(left.total_seconds())
