"""One plan by its public id, as other rooms need it: its batches under their numbers, and the trips that hold them."""

from dataclasses import dataclass

from booking.plans.content import PlanContent, PlannedBatch
from booking.plans.linking import trips_of
from booking.plans.models import AnnualPlan
from booking.plans.refusals import PlanUnknown
from booking.plans.versions import approved, content_of, newest
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction
from sites.foundation.identifiers import is_public_id


@dataclass(frozen=True)
class FoundPlan:
    """`content` is the approved version, until there is one the newest; `trips` are inner ids by batch."""

    id: int
    public_id: str
    year: int
    content: PlanContent
    trips: dict[str, int]

    @property
    def numbered(self) -> tuple[tuple[int, PlannedBatch], ...]:
        return self.content.numbered()


async def found_plan(public_id: str, *, by: Actor) -> FoundPlan:
    """Refused: PlanUnknown for everybody but the union's own people."""
    own = AnnualPlan.filter(public_id=public_id, organisation_id=by.organisation_id)
    plan = await own.first() if is_public_id(public_id) else None
    version = (await approved(plan.id) or await newest(plan.id)) if plan else None
    if plan is None or version is None:
        raise PlanUnknown
    return FoundPlan(
        plan.id, plan.public_id, plan.year, content_of(version), await trips_of(plan.id)
    )


async def lock_plan(plan_id: int) -> None:
    """Whoever writes what belongs to a plan waits here for the others."""
    demand_transaction()
    await AnnualPlan.filter(id=plan_id).select_for_update(no_key=True).first()
