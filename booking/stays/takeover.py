"""When a person leaves, their open stays and waiting approvals go on with a successor."""

from booking.stays.models import ApprovalStep, Stay
from booking.stays.states import EFFECTS
from sites.foundation.database import transaction

OPEN = [state for state, effects in EFFECTS.items() if not effects.is_over]


@transaction
async def take_over(*, organisation_id: int, from_user_id: int, to_user_id: int) -> None:
    """Move open stays that the person made and approvals that wait for them. Run again, nothing is left to move."""
    mine = Stay.filter(union_id=organisation_id, created_by_id=from_user_id, state__in=OPEN)
    await mine.update(created_by_id=to_user_id)
    stays = await Stay.filter(union_id=organisation_id).values_list("id", flat=True)
    waiting = ApprovalStep.filter(
        stay_id__in=stays, approver_id=from_user_id, state__in=["waiting", "asked"]
    )
    await waiting.update(approver_id=to_user_id)
