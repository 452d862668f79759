"""Which trip a batch is held by. Stays know whether a trip still stands; here is only the row."""

from booking.plans.models import PlanTrip, PlanVersion
from booking.plans.refusals import BatchUnknown
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction


async def plan_with(batch: str, organisation_id: int) -> int:
    """The plan whose approved version has this batch. Refused: BatchUnknown."""
    rows = await PlanVersion.filter(
        plan__organisation_id=organisation_id, state="approved"
    ).order_by("-plan__year")
    for row in rows:
        if any(one["id"] == batch for one in row.batches):
            return row.plan_id
    raise BatchUnknown


async def trip_for(plan_id: int, batch: str) -> int | None:
    row = await PlanTrip.get_or_none(plan_id=plan_id, batch=batch)
    return row.trip_id if row else None


async def link(plan_id: int, batch: str, trip_id: int, *, by: Actor) -> None:
    """From now on the batch is held by this trip, and by no other. Works in the caller's transaction."""
    demand_transaction()
    await unlink(trip_id)
    await PlanTrip.filter(plan_id=plan_id, batch=batch).delete()
    await PlanTrip.create(
        plan_id=plan_id, batch=batch, trip_id=trip_id, linked_at=clock.now(),
        by_user_id=by.user_id, by_name=by.signature,
    )  # fmt: skip


async def unlink(trip_id: int) -> bool:
    """Whether it belonged to a batch. Works in the caller's transaction."""
    demand_transaction()
    return bool(await PlanTrip.filter(trip_id=trip_id).delete())


async def trips_of(plan_id: int) -> dict[str, int]:
    """Trips by batch."""
    rows = await PlanTrip.filter(plan_id=plan_id).values("batch", "trip_id")
    return {row["batch"]: row["trip_id"] for row in rows}


async def linked_trips(organisation_id: int) -> set[int]:
    """Trips of the union that belong to a batch of any year."""
    rows = await PlanTrip.filter(plan__organisation_id=organisation_id).values("trip_id")
    return {row["trip_id"] for row in rows}
