"""How many open holds an approved plan makes room for: as many as its batches, until its year is over."""

from booking.people import lock_open_holds, widen_open_holds
from booking.plans.models import AnnualPlan
from sites.foundation import clock
from sites.foundation.database import demand_transaction, fetch, transaction


async def follow_plan(plan_id: int, wants: int) -> None:
    """Let the union's limit follow what this plan asks room for. The caller holds the union's row."""
    demand_transaction()
    plan = await AnnualPlan.get(id=plan_id)
    given = await AnnualPlan.filter(organisation_id=plan.organisation_id).values_list("widens", flat=True)  # fmt: skip
    before = sum(int(str(one)) for one in given)
    others = before - plan.widens
    stands = await widen_open_holds(plan.organisation_id, was=before, now=others + wants)
    await AnnualPlan.filter(id=plan_id).update(wants=wants, widens=max(0, stands - others))


async def plans_to_follow() -> list[int]:
    """Plans whose year is over, and those that still give more room than they ask for."""
    rows = await fetch(
        "SELECT id FROM annual_plans WHERE (year < $1 AND widens > 0) OR widens <> wants ORDER BY id",
        clock.today().year,
    )
    return [row["id"] for row in rows]


@transaction
async def let_plan_end(plan_id: int) -> None:
    """Take back the room of a year that is over, or what a smaller plan no longer asks for, as far as open holds allow.

    Twice it changes nothing more.
    """
    plan = await AnnualPlan.get(id=plan_id)
    await lock_open_holds(plan.organisation_id)
    plan = await AnnualPlan.get(id=plan_id)
    is_over = plan.year < clock.today().year
    if (is_over and plan.widens) or plan.widens != plan.wants:
        await follow_plan(plan_id, 0 if is_over else plan.wants)
