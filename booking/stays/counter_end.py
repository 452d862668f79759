"""An amendment that ends without an answer: it lapses by its time, or whoever proposed it takes it back."""

from booking.stays.access import stay_by_id, stay_of_operator
from booking.stays.amendment_history import facts_of
from booking.stays.amendment_model import Amendment
from booking.stays.amendments import (
    OPERATOR,
    clock_again,
    close,
    gone,
    is_unanswered,
    open_amendment,
)
from booking.stays.models import Stay
from booking.stays.moves import record, touch
from sites import calendar
from sites.foundation import clock
from sites.foundation.actor import SYSTEM, Actor
from sites.foundation.database import transaction

OPEN = {"accepted_at": None, "answer_due_at": None}


@transaction
async def lapse(amendment_id: int) -> bool:
    """End an amendment past its time; false when there is nothing to end (run again, it changes nothing).

    The growth returns, and where the operator's time to answer stood still it goes on.
    """
    amendment = await Amendment.get_or_none(id=amendment_id, state="proposed")
    if amendment is None or amendment.answer_until > clock.now():
        return False
    stay = await stay_by_id(amendment.stay_id)
    await end(stay, amendment, "lapsed", why="lapsed")
    act = "counter_lapsed" if amendment.side == OPERATOR else "amendment_lapsed"
    await record(stay, act=act, by=SYSTEM, facts=facts_of(amendment))
    return True


@transaction
async def withdraw_counter_offer(public_id: str, *, by: Actor) -> None:
    """Take an offer back before the union has answered. Refused: StayUnknown, CounterOfferGone, AlreadyMoved."""
    stay = await stay_of_operator(public_id, by=by)
    amendment = await _own(stay, OPERATOR)
    await end(stay, amendment, "lapsed", why="withdrawn")
    await record(stay, act="counter_withdrawn", by=by, facts=facts_of(amendment))


async def _own(stay: Stay, side: str) -> Amendment:
    amendment = await open_amendment(stay.id)
    if amendment is None or amendment.side != side:
        raise gone(side)
    return amendment


async def end(
    stay: Stay, amendment: Amendment, state: str, *, why: str = "", note: str = ""
) -> None:
    """Close it without effect: what it claimed returns, and the operator's clock goes on where it stood still."""
    if is_unanswered(stay):
        await touch(stay, only_if=OPEN, **await clock_again(stay, amendment))
    await close(amendment, state, why=why, note=note)
    await calendar.release(amendment.public_id)
