"""The versions of a plan as rows: found, read back, and closed. Works in the caller's transaction where it writes."""

from booking.plans.content import PlanContent, batch_from
from booking.plans.models import AnnualPlan, PlanStep, PlanVersion
from sites.foundation import clock
from sites.foundation.database import demand_transaction
from sites.foundation.identifiers import public_id

LIVE = ("draft", "asked", "approved", "sent_back")


async def plan_of(organisation_id: int, year: int) -> AnnualPlan | None:
    return await AnnualPlan.get_or_none(organisation_id=organisation_id, year=year)


async def newest(plan_id: int) -> PlanVersion | None:
    return await PlanVersion.filter(plan_id=plan_id).order_by("-number").first()


async def approved(plan_id: int) -> PlanVersion | None:
    return await PlanVersion.get_or_none(plan_id=plan_id, state="approved")


def content_of(row: PlanVersion) -> PlanContent:
    return PlanContent(row.entitled, row.budget_minor, tuple(map(batch_from, row.batches)))


async def locked_plan(organisation_id: int, year: int) -> AnnualPlan:
    """The plan of that year, made where there is none, alone from here on; the union's row is held by the caller."""
    demand_transaction()
    found = await plan_of(organisation_id, year)
    if found is None:
        found = await AnnualPlan.create(
            public_id=public_id(), organisation_id=organisation_id, year=year, made_at=clock.now()
        )
    return found


async def close(row: PlanVersion, state: str) -> None:
    """A version that stands no more: nobody is asked about it either."""
    demand_transaction()
    await PlanVersion.filter(id=row.id).update(state=state, closed_at=clock.now())
    await PlanStep.filter(version_id=row.id, state__in=["asked", "waiting"]).update(
        state="withdrawn"
    )
