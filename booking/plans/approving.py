"""A plan's approval inside the union: by the same people, in the same order, as that of a stay."""

from booking.people import (
    approval_of,
    demand,
    demand_principal,
    deputies_on,
    lock_open_holds,
)
from booking.plans.models import PlanStep, PlanVersion
from booking.plans.refusals import (
    PlanAnswerNotYours,
    PlanNobodyToApprove,
    PlanNotAsked,
    PlanNoteMissing,
    PlanUnknown,
)
from booking.plans.versions import approved, close, newest, plan_of
from booking.plans.widening import follow_plan
from sites.foundation import clock, outbox
from sites.foundation.actor import Actor
from sites.foundation.database import transaction

ASKED = "plan.asked"
ANSWERED = "plan.answered"


@transaction
async def ask_for_plan(year: int, *, number: int, by: Actor) -> None:
    """Ask the first approver about the newest version. Needs `stays.book`.

    Refused: NotGranted, PrincipalsOwn, PlanUnknown, PlanNotAsked where it is no draft any more or another is newer,
    PlanNobodyToApprove.
    """
    demand(by, "stays.book")
    demand_principal(by)
    version = await _version(year, by=by)
    if version.number != number or version.state != "draft":
        raise PlanNotAsked
    steps = (await approval_of(by.organisation_id)).steps
    if not steps:
        raise PlanNobodyToApprove
    await PlanVersion.filter(id=version.id).update(state="asked")
    for place, approver in enumerate(steps, start=1):
        state = "asked" if place == 1 else "waiting"
        made = await PlanStep.create(
            version_id=version.id, step=place, approver_id=approver, state=state
        )
        if place == 1:
            await outbox.post(ASKED, {"step_id": made.id})


@transaction
async def agree_to_plan(year: int, *, number: int, note: str = "", by: Actor) -> bool:
    """Say yes to the step that is asked; whether the plan is approved with that. Needs `stays.approve`.

    The last yes puts the version in force in the place of the one before, and makes room for as many open holds as it
    has batches. Refused: NotGranted, PrincipalsOwn, PlanUnknown, PlanNotAsked, PlanAnswerNotYours.
    """
    version, step = await _asked(year, number, by=by)
    await _answer(step, "agreed", note, by=by)
    following = await PlanStep.filter(version_id=version.id, state="waiting").order_by("step").first()  # fmt: skip
    if following:
        await PlanStep.filter(id=following.id).update(state="asked")
        await outbox.post(ASKED, {"step_id": following.id})
        return False
    if before := await approved(version.plan_id):
        await close(before, "replaced")
    await PlanVersion.filter(id=version.id).update(state="approved")
    await follow_plan(version.plan_id, len(version.batches))
    await outbox.post(ANSWERED, {"version_id": version.id})
    return True


@transaction
async def send_plan_back(year: int, *, number: int, note: str, by: Actor) -> None:
    """Say no, with what should change. Needs `stays.approve`. Refused: as for agreeing, and PlanNoteMissing."""
    version, step = await _asked(year, number, by=by)
    if not note:
        raise PlanNoteMissing(field="note")
    await _answer(step, "sent_back", note, by=by)
    await close(version, "sent_back")
    await outbox.post(ANSWERED, {"version_id": version.id})


async def _asked(year: int, number: int, *, by: Actor) -> tuple[PlanVersion, PlanStep]:
    demand(by, "stays.approve")
    demand_principal(by)
    version = await _version(year, by=by)
    step = await PlanStep.get_or_none(version_id=version.id, state="asked")
    if version.number != number or version.state != "asked" or step is None:
        raise PlanNotAsked
    if not await answers(step, by=by):
        raise PlanAnswerNotYours
    return version, step


async def answers(step: PlanStep, *, by: Actor) -> bool:
    """Whether this person is asked, or is the deputy of today."""
    deputies = await deputies_on(
        clock.today(), user_id=step.approver_id, organisation_id=by.organisation_id
    )
    return by.user_id in {step.approver_id, *deputies}


async def _version(year: int, *, by: Actor) -> PlanVersion:
    """The newest version of that year, alone from here on."""
    await lock_open_holds(by.organisation_id)
    plan = await plan_of(by.organisation_id, year)
    version = await newest(plan.id) if plan else None
    if version is None:
        raise PlanUnknown
    return version


async def _answer(step: PlanStep, state: str, note: str, *, by: Actor) -> None:
    answered = await PlanStep.filter(id=step.id, state="asked").update(
        state=state, answered_by_id=by.user_id, answered_by=by.signature,
        answered_at=clock.now(), note=note[:300],
    )  # fmt: skip
    if not answered:
        raise PlanNotAsked
