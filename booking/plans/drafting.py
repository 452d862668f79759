"""Writing a plan down: each time a new version, with who and why. What is approved stands until another one is."""

from booking.people import demand, demand_principal, lock_open_holds
from booking.plans.content import PlanContent
from booking.plans.models import PlanVersion
from booking.plans.refusals import PlanMoved, PlanReasonMissing, PlanSame
from booking.plans.sound import demand_sound
from booking.plans.versions import close, content_of, locked_plan, newest
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.identifiers import public_id


@transaction
async def keep_plan(year: int, content: PlanContent, *, seen: int, why: str, by: Actor) -> int:
    """Keep it as the next version, a draft; its number. `seen` is the version that was looked at, 0 for none.

    A draft, a version that was sent back and one about which somebody is asked give way to it; the approved one
    stands on. Needs `stays.book`. Refused: NotGranted, PrincipalsOwn, PlanMoved, PlanReasonMissing from the
    second version on, PlanSame, and as `demand_sound`.
    """
    demand(by, "stays.book")
    demand_principal(by)
    demand_sound(content, year=year)
    await lock_open_holds(by.organisation_id)
    plan = await locked_plan(by.organisation_id, year)
    last = await newest(plan.id)
    if (last.number if last else 0) != seen:
        raise PlanMoved
    if last and not why:
        raise PlanReasonMissing(field="why")
    if last and content_of(last) == content:
        raise PlanSame
    if last and last.state != "approved":
        await close(last, "replaced")
    made = await PlanVersion.create(
        public_id=public_id(), plan_id=plan.id, number=seen + 1, state="draft", why=why[:300],
        entitled=content.entitled, budget_minor=content.budget, made_at=clock.now(),
        batches=[one.stored() for one in content.batches], by_user_id=by.user_id, by_name=by.signature,
    )  # fmt: skip
    return made.number
