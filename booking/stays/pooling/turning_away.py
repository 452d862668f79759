"""The first union turns another away, with a reason, as long as the pool is open."""

from booking.people import demand
from booking.stays.pool_places import standing_in
from booking.stays.pool_refusals import PoolUnknown, TurnReasonMissing
from booking.stays.pooling.closing import TURNED_AWAY, demand_lead, let_go
from sites.foundation.actor import Actor
from sites.foundation.database import transaction


@transaction
async def turn_away(public_id: str, place: int, *, reason: str, by: Actor) -> None:
    """Let the stay of the union at this place go: its rooms and quota return, it owes nothing and is told why.

    Refused: NotGranted, PoolUnknown to all but the first union, PoolOver once it is closed, TurnReasonMissing.
    """
    demand(by, "stays.book")
    pool = await demand_lead(public_id, by=by)
    if not reason.strip():
        raise TurnReasonMissing(field="reason")
    others = (await standing_in(pool.id))[1:]
    stays = [one.stay for one in others if one.place == place]
    if not stays:
        raise PoolUnknown
    await let_go(stays, reason=TURNED_AWAY, note=reason.strip()[:300])
