"""When a person leaves, their open stays and waiting approvals go on with a successor."""

from booking.stays.models import ApprovalStep, Stay
from booking.stays.states import EFFECTS, State
from sites.foundation import outbox
from sites.foundation.database import transaction

OPEN = [state for state, effects in EFFECTS.items() if not effects.is_over]


@transaction
async def take_over(*, organisation_id: int, from_user_id: int, to_user_id: int) -> None:
    """Move open stays that the person made and approvals that wait for them; the successor is asked.

    Run again, nothing is left to move.
    """
    mine = Stay.filter(union_id=organisation_id, created_by_id=from_user_id, state__in=OPEN)
    await mine.update(created_by_id=to_user_id)
    stays = await Stay.filter(union_id=organisation_id).values_list("id", flat=True)
    mine_to_answer = ApprovalStep.filter(stay_id__in=stays, approver_id=from_user_id)
    open_ones = mine_to_answer.filter(state="asked", stay__state=State.HELD)
    asked = await open_ones.order_by("id").values_list("id", flat=True)
    await mine_to_answer.filter(state__in=["waiting", "asked"]).update(approver_id=to_user_id)
    for step_id in asked:
        await outbox.post("approval.asked", {"step_id": step_id})
