"""The union's answer to a counter-offer: yes makes it the stay, no leaves the submission as it was."""

from booking.people.permissions import demand
from booking.stays.access import stay_of_union
from booking.stays.amendment_history import facts_of, was
from booking.stays.amendment_model import Amendment
from booking.stays.amendments import OPERATOR, change_of, live_amendment
from booking.stays.approval import is_last_approver, offer_with, was_approved_as
from booking.stays.counter_end import OPEN, end
from booking.stays.following import put_in_force
from booking.stays.models import Stay
from booking.stays.moves import record
from booking.stays.offer_refusals import OfferBeyondApproval
from sites.foundation import clock, idempotency, outbox
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key


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
    amendment = await live_amendment(stay, offer, side=OPERATOR)
    change = await change_of(amendment, stay)
    await demand_may_accept(stay, amendment, by=by)
    facts = {**facts_of(amendment), **was(stay)}
    await put_in_force(
        stay, amendment, change, by=by, keeps_terms=False, only_if=OPEN, accepted_at=clock.now(), missing=[]
    )  # fmt: skip
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
    amendment = await live_amendment(stay, offer, side=OPERATOR)
    await end(stay, amendment, "refused", note=note)
    await record(stay, act="counter_refused", by=by, note=note, facts=facts_of(amendment))


async def demand_may_accept(stay: Stay, amendment: Amendment, *, by: Actor) -> None:
    """Who books may accept what was approved; what goes beyond it waits for the last approver."""
    if await is_last_approver(stay, by=by):
        return
    demand(by, "stays.book")
    offer = offer_with(stay, await change_of(amendment, stay))
    if not await was_approved_as(stay, offer, since=amendment.proposed_at):
        raise OfferBeyondApproval
