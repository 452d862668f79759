"""Approvers are told that a plan waits for them, organisers how it was answered: once each."""

from booking import plans
from booking.notices.audience import readers
from booking.notices.telling import tell_one
from booking.people.models import Organisation
from sites.foundation.database import transaction


@transaction
async def tell_plan_asked(step_id: int) -> int:
    """Tell the approver of the step, and whoever stands in today; nobody once it was answered."""
    about = await plans.asked_of_whom(step_id)
    if about is None:
        return 0
    facts = {"year": about.year, "union": await _union(about.organisation_id)}
    told = 0
    for reader in await readers(about.organisation_id, "stays.approve"):
        if reader.user_id in about.readers:
            told += await tell_one(
                reader, source=f"plan_step:{step_id}", topic="plan_asked", path=f"/union/plan?year={about.year}",
                facts=facts, by_mail=True,
            )  # fmt: skip
    return told


@transaction
async def tell_plan_answered(version_id: int) -> int:
    """Tell whoever books for the union that its plan is approved, or was sent back."""
    about = await plans.answered_plan(version_id)
    topic = "plan_approved" if about.is_approved else "plan_sent_back"
    facts = {"year": about.year, "number": about.number, "union": await _union(about.organisation_id)}  # fmt: skip
    told = 0
    for reader in await readers(about.organisation_id, "stays.book", but=about.by_user_id):
        told += await tell_one(
            reader, source=f"plan_version:{version_id}", topic=topic, path=f"/union/plan?year={about.year}",
            facts=facts, by_mail=True,
        )  # fmt: skip
    return told


async def _union(organisation_id: int) -> list[str]:
    row = await Organisation.get(id=organisation_id)
    return [row.name, row.name_en]
