"""The operator's answer to a submission: yes, or no with a reason. Confirming is a job's act."""

from booking.money import order_full_refund
from booking.stays.access import stay_of_operator
from booking.stays.amendments import close_open_amendment, open_amendment, still_open
from booking.stays.confirmation import what_is_missing
from booking.stays.models import Stay
from booking.stays.moves import move, record, touch
from booking.stays.refusals import AlreadyMoved, TimeToAnswerOver
from booking.stays.states import State
from booking.stays.trip_following import follow_trip
from booking.stays.trip_stays import alone_with
from sites import calendar
from sites.foundation import clock, idempotency, outbox
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.foundation.language import N_, _

DECLINE_REASONS: dict[str, str] = {
    "rooms_out_of_order": N_("Rooms are out of order"),
    "event_in_house": N_("Another event takes the house"),
    "group_does_not_fit": N_("The group does not fit"),
    "price_no_longer_holds": N_("The price no longer holds"),
    "other": N_("Another reason"),
}


@transaction
async def accept(public_id: str, *, by: Actor, key: Key | None = None) -> None:
    """Say yes. The stay is confirmed by a job as soon as nothing else is missing.

    Refused: AlreadyMoved, TimeToAnswerOver, CounterOfferOpen, AmendmentOpen. A second yes changes nothing.
    """
    if await idempotency.claim(key, by=by):
        return
    stay = await awaiting_answer(public_id, by=by)
    if stay.accepted_at is None:
        await demand_no_open_offer(stay)
        same_clock = {"accepted_at": None, "answer_due_at": stay.answer_due_at}
        await touch(stay, only_if=same_clock, accepted_at=clock.now())
        await record(stay, act="accepted", by=by)
        await outbox.post("stay.accepted", {"stay_id": stay.id})
    await idempotency.keep(key, stay.public_id, by=by)


@transaction
async def decline(
    public_id: str, *, reason: str, note: str, by: Actor, key: Key | None = None
) -> None:
    """Say no to a submission or an inquiry: rooms and quota return, what was received is ordered back.

    After a yes only while something else is missing. Refused: AlreadyMoved, TimeToAnswerOver.
    """
    if await idempotency.claim(key, by=by):
        return
    stay = await stay_of_operator(public_id, by=by)
    if State(stay.state) is not State.INQUIRY:
        stay = await awaiting_answer(public_id, by=by)
    if stay.accepted_at is not None and not await what_is_missing(stay):
        raise AlreadyMoved(state=_(N_("Accepted")))
    await alone_with(stay.trip_id)
    await move(
        stay, State.DECLINED, by=by, act="declined", reason=reason, note=note,
        only_if={"accepted_at": stay.accepted_at},
    )  # fmt: skip
    await calendar.release(*await close_open_amendment(stay, why="declined"))
    await follow_trip(stay.trip_id)
    await order_full_refund(stay.id, why="declined", by=by)
    await idempotency.keep(key, stay.public_id, by=by)


async def demand_no_open_offer(stay: Stay) -> None:
    """While one side looks at the other's amendment, nothing else is answered. Refused: CounterOfferOpen, AmendmentOpen."""
    if found := await open_amendment(stay.id):
        raise still_open(found)


async def awaiting_answer(public_id: str, *, by: Actor) -> Stay:
    """A submission whose time to answer is not over. Refused: StayUnknown, AlreadyMoved, TimeToAnswerOver."""
    stay = await stay_of_operator(public_id, by=by)
    if State(stay.state) is not State.SUBMITTED:
        raise AlreadyMoved(state=_(State(stay.state).words))
    if stay.accepted_at is None and stay.answer_due_at and stay.answer_due_at <= clock.now():
        raise TimeToAnswerOver(ended=stay.answer_due_at)
    return stay
