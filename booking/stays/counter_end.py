"""A counter-offer that ends without the union's answer: it lapses by its time, or its operator takes it back."""

from booking.stays.access import stay_by_id, stay_of_operator
from booking.stays.amendment_model import Amendment
from booking.stays.amendments import clock_again, close, open_amendment
from booking.stays.models import Stay
from booking.stays.moves import record, touch
from booking.stays.offer_refusals import CounterOfferGone
from sites import calendar
from sites.foundation import clock
from sites.foundation.actor import SYSTEM, Actor
from sites.foundation.database import transaction

OPEN = {"accepted_at": None, "answer_due_at": None}


@transaction
async def lapse(amendment_id: int) -> bool:
    """End an offer past its time; false when there is nothing to end (run again, it changes nothing).

    The growth returns, and the operator's time to answer goes on.
    """
    amendment = await Amendment.get_or_none(id=amendment_id, state="proposed")
    if amendment is None or amendment.answer_until > clock.now():
        return False
    stay = await stay_by_id(amendment.stay_id)
    await _end(stay, amendment, why="lapsed")
    await record(stay, act="counter_lapsed", by=SYSTEM)
    return True


@transaction
async def withdraw_counter_offer(public_id: str, *, by: Actor) -> None:
    """Take an offer back before the union has answered. Refused: StayUnknown, CounterOfferGone, AlreadyMoved."""
    stay = await stay_of_operator(public_id, by=by)
    amendment = await open_amendment(stay.id)
    if amendment is None:
        raise CounterOfferGone
    await _end(stay, amendment, why="withdrawn")
    await record(stay, act="counter_withdrawn", by=by)


async def _end(stay: Stay, amendment: Amendment, *, why: str) -> None:
    await touch(stay, only_if=OPEN, **await clock_again(stay, amendment))
    await close(amendment, "lapsed", why=why)
    await calendar.release(amendment.public_id)
