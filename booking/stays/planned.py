"""Trips and the batches of an annual plan: a batch is held by one trip at a time, as long as something of it stands."""

from booking import plans
from booking.people import demand, demand_principal, lock_open_holds
from booking.stays.access import trip_of_union
from booking.stays.trip_stays import standing
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction, transaction


async def take_batch(batch: str, trip_id: int, *, by: Actor) -> None:
    """Let the trip be the one by which the batch is held. The caller holds the union's open holds.

    Refused: BatchUnknown outside the approved plan, BatchTaken while another trip of it stands.
    """
    demand_transaction()
    plan_id = await plans.plan_with(batch, by.organisation_id)
    before = await plans.trip_for(plan_id, batch)
    if before not in {None, trip_id} and await standing(int(before or 0)):
        raise plans.BatchTaken(field="batch")
    await plans.link(plan_id, batch, trip_id, by=by)


@transaction
async def put_into_plan(trip: str, batch: str, *, by: Actor) -> None:
    """Say which batch a trip is that was held without the plan; without a batch it is none. Needs `stays.book`.

    Refused: NotGranted, PrincipalsOwn, TripUnknown, BatchUnknown, BatchTaken.
    """
    demand(by, "stays.book")
    demand_principal(by)
    await lock_open_holds(by.organisation_id)
    own = await trip_of_union(trip, by=by)
    if batch:
        await take_batch(batch, own.id, by=by)
    else:
        await plans.unlink(own.id)
