"""What is told of a plan: whom it waits for, and how it was answered."""

from dataclasses import dataclass

from booking.people import deputies_on
from booking.plans.models import PlanStep, PlanVersion
from sites.foundation import clock


@dataclass(frozen=True)
class AskedOf:
    """`readers` are user ids: the approver, and whoever stands in today."""

    organisation_id: int
    year: int
    readers: frozenset[int]


@dataclass(frozen=True)
class AnsweredPlan:
    organisation_id: int
    year: int
    number: int
    is_approved: bool
    by_user_id: int


async def asked_of_whom(step_id: int) -> AskedOf | None:
    """None once it was answered or withdrawn."""
    step = await PlanStep.filter(id=step_id, state="asked").prefetch_related("version__plan").first()  # fmt: skip
    if step is None:
        return None
    plan = step.version.plan
    deputies = await deputies_on(
        clock.today(), user_id=step.approver_id, organisation_id=plan.organisation_id
    )
    return AskedOf(plan.organisation_id, plan.year, frozenset({step.approver_id, *deputies}))


async def answered_plan(version_id: int) -> AnsweredPlan:
    row = await PlanVersion.get(id=version_id).prefetch_related("plan")
    last = await PlanStep.filter(version_id=version_id, answered_by_id__isnull=False).order_by("-step").first()  # fmt: skip
    is_approved = row.state != "sent_back"
    return AnsweredPlan(
        row.plan.organisation_id, row.plan.year, row.number, is_approved, last.answered_by_id or 0 if last else 0
    )  # fmt: skip
