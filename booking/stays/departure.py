"""The group goes home: by a person of the house, or by a job when the day of departure is over."""

from datetime import time

from booking.stays.access import stay_by_id, stay_of_operator
from booking.stays.amendments import let_lapse
from booking.stays.models import Stay
from booking.stays.moves import move
from booking.stays.refusals import TooEarly
from booking.stays.states import State
from sites.foundation import clock
from sites.foundation.actor import SYSTEM, Actor
from sites.foundation.database import transaction


@transaction
async def depart(public_id: str, *, by: Actor) -> None:
    """Record the departure from the last morning on. Refused: TooEarly, AlreadyMoved."""
    stay = await stay_of_operator(public_id, by=by)
    if clock.today() < stay.check_out:
        raise TooEarly(day=stay.check_out)
    await _go(stay, by=by)


@transaction
async def depart_by_date(stay_id: int) -> bool:
    """The job's act on the evening of departure; false when the stay is not due or has left already.

    Without any count the arrivals are unknown, and the operator is asked.
    """
    stay = await stay_by_id(stay_id)
    due = clock.now() >= clock.at(stay.check_out, time(18, 0))
    if not due or State(stay.state) not in {State.CONFIRMED, State.IN_HOUSE}:
        return False
    await _go(stay, by=SYSTEM)
    return True


async def _go(stay: Stay, *, by: Actor) -> None:
    await move(
        stay, State.DEPARTED, by=by, act="departed", facts={"arrivals_known": stay.arrivals_known}
    )
    await let_lapse(stay, why="departed")
