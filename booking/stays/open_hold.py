"""The union's place for an open hold, given back before its stay moves on."""

from booking.people import give_back_open_hold
from booking.people.open_holds import lock_open_holds
from booking.stays.models import Stay
from booking.stays.refusals import AlreadyMoved
from booking.stays.states import State
from sites.foundation.database import demand_transaction
from sites.foundation.language import _


async def close_open_hold(stay: Stay) -> None:
    """Give the place back where the stay still has one, in the caller's transaction.

    Of two who move the same hold at once the second waits for the union's row, and then finds
    the stay moved: AlreadyMoved.
    """
    demand_transaction()
    if not stay.counts_as_open:
        return
    await lock_open_holds(stay.union_id)
    now_in = State((await Stay.get(id=stay.id)).state)
    if now_in != stay.state:
        raise AlreadyMoved(state=_(now_in.words))
    await give_back_open_hold(stay.union_id)
