"""The union's place for an open hold, given back before its stay moves on."""

from booking.people import give_back_open_hold
from booking.people.open_holds import lock_open_holds
from booking.stays.models import Stay
from booking.stays.refusals import AlreadyMoved
from booking.stays.states import State
from sites.foundation.database import demand_transaction
from sites.foundation.language import _


async def close_open_hold(stay: Stay) -> None:
    """Give the place back before a held stay moves on, in the caller's transaction. A trip has one place
    as long as any of its stays is held: it goes on to the next of them, and with the last one it returns.

    Of two who move held stays at once the second waits for the union's row, and then finds
    its stay moved: AlreadyMoved.
    """
    demand_transaction()
    if State(stay.state) is not State.HELD:
        return
    await lock_open_holds(stay.union_id)
    present = await Stay.get(id=stay.id)
    if present.state != stay.state:
        raise AlreadyMoved(state=_(State(present.state).words))
    if present.counts_as_open and not await _goes_on(present):
        await give_back_open_hold(stay.union_id)


async def _goes_on(stay: Stay) -> bool:
    """Whether another held stay of the trip took the place over."""
    others = Stay.filter(trip_id=stay.trip_id, state=State.HELD).exclude(id=stay.id)
    following = await others.order_by("id").first()
    if following is None:
        return False
    await Stay.filter(id=stay.id).update(counts_as_open=False)
    await Stay.filter(id=following.id).update(counts_as_open=True)
    return True
