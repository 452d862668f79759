"""The operator's answer to a change that the union proposed, and the union taking it back."""

from booking.people.permissions import demand
from booking.stays.access import stay_of_operator, stay_of_union
from booking.stays.amendment_history import facts_of, was
from booking.stays.amendment_proposal import acceptance
from booking.stays.amendment_terms import changing_nights, demand_unslept
from booking.stays.amendments import UNION, change_of, live_amendment, open_amendment
from booking.stays.counter_end import end
from booking.stays.following import put_in_force
from booking.stays.locking import locked
from booking.stays.moves import record
from booking.stays.offer_refusals import AmendmentGone
from booking.stays.reckoning import present_of
from booking.stays.states import State
from sites.foundation import idempotency, outbox
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key


@transaction
async def accept_amendment(
    public_id: str, amendment: str, *, by: Actor, key: Key | None = None
) -> None:
    """Say yes: price, verdicts and contract are frozen anew and the charge follows; its rooms become the stay's,
    what is no longer needed returns. Of a submission that waits for its answer it is the yes.

    Refused: NotGranted, StayUnknown, AmendmentGone, AmendmentOver, NightSlept, AlreadyMoved, QuotaSpent.
    """
    if await idempotency.claim(key, by=by):
        return
    demand(by, "stays.answer")
    stay = await locked(await stay_of_operator(public_id, by=by))
    found = await live_amendment(stay, amendment, side=UNION)
    change, present = await change_of(found, stay), await present_of(stay)
    await demand_unslept(stay, changing_nights(change, present))
    facts = {**facts_of(found), **was(stay)}
    await put_in_force(
        stay, found, change, by=by, keeps_terms=True, **acceptance(stay, change, present)
    )
    await record(stay, act="amendment_accepted", by=by, facts=facts)
    if State(stay.state) is State.SUBMITTED:
        await outbox.post("stay.accepted", {"stay_id": stay.id})
    await idempotency.keep(key, stay.public_id, by=by)


@transaction
async def refuse_amendment(
    public_id: str, amendment: str, *, reason: str, note: str = "", by: Actor, key: Key | None = None
) -> None:  # fmt: skip
    """Say no, with a reason of DECLINE_REASONS: the growth returns, what was agreed stands as it was.

    Refused: NotGranted, StayUnknown, AmendmentGone, AmendmentOver, AlreadyMoved.
    """
    if await idempotency.claim(key, by=by):
        return
    demand(by, "stays.answer")
    stay = await locked(await stay_of_operator(public_id, by=by))
    found = await live_amendment(stay, amendment, side=UNION)
    await end(stay, found, "refused", why=reason, note=note)
    await record(
        stay, act="amendment_refused", by=by, reason=reason, note=note, facts=facts_of(found)
    )
    await idempotency.keep(key, stay.public_id, by=by)


@transaction
async def withdraw_amendment(
    public_id: str, amendment: str, *, by: Actor, key: Key | None = None
) -> None:
    """Take a proposed change back before the operator has answered. Refused: NotGranted, StayUnknown, AmendmentGone."""
    if await idempotency.claim(key, by=by):
        return
    demand(by, "stays.book")
    stay = await locked(await stay_of_union(public_id, by=by))
    found = await open_amendment(stay.id)
    if found is None or (found.public_id, found.side) != (amendment, UNION):
        raise AmendmentGone
    await end(stay, found, "lapsed", why="withdrawn")
    await record(stay, act="amendment_withdrawn", by=by, facts=facts_of(found))
    await idempotency.keep(key, stay.public_id, by=by)
