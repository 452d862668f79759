"""When a person leaves, their open stays and waiting approvals go on with a successor."""

from booking.people.memberships import open_roles
from booking.stays.models import ApprovalStep, Stay
from booking.stays.moves import record
from booking.stays.states import EFFECTS, State
from sites.foundation import outbox
from sites.foundation.actor import SYSTEM
from sites.foundation.database import demand_transaction, transaction

OPEN = [state for state, effects in EFFECTS.items() if not effects.is_over]
UNANSWERED = ["waiting", "asked"]


@transaction
async def take_over(*, organisation_id: int, from_user_id: int, to_user_id: int) -> None:
    """Move open stays that the person made and approvals that wait for them; the successor is asked.

    Approvals go to approvers alone: where the successor is none, their rounds are withdrawn and the organisers
    told. The same person twice is one who approves no more. Run again, nothing is left to move.
    """
    mine = Stay.filter(union_id=organisation_id, created_by_id=from_user_id, state__in=OPEN)
    await mine.update(created_by_id=to_user_id)
    if "approver" not in await open_roles(to_user_id, organisation_id):
        await _withdraw(from_user_id, organisation_id)
    elif from_user_id != to_user_id:
        await _move_steps(from_user_id, to_user_id, organisation_id)


async def _move_steps(leaving: int, successor: int, organisation_id: int) -> None:
    demand_transaction()
    mine = ApprovalStep.filter(stay_id__in=await _stays_of(organisation_id), approver_id=leaving)
    open_ones = mine.filter(state="asked", stay__state=State.HELD)
    asked = await open_ones.order_by("id").values_list("id", flat=True)
    await mine.filter(state__in=UNANSWERED).update(approver_id=successor)
    for step_id in asked:
        await outbox.post("approval.asked", {"step_id": step_id})


async def _withdraw(approver: int, organisation_id: int) -> None:
    """Every round of a live hold that waits for this person ends: its organiser asks anew."""
    demand_transaction()
    held = await _stays_of(organisation_id, state=State.HELD)
    waiting = ApprovalStep.filter(stay_id__in=held, approver_id=approver, state__in=UNANSWERED)
    for stay_id in sorted({row.stay_id for row in await waiting}):
        # Whoever asks anew at the same time locks the same row first.
        stay = await Stay.filter(id=stay_id).select_for_update(no_key=True).get()
        ended = ApprovalStep.filter(stay_id=stay_id, state__in=UNANSWERED)
        if await ended.update(state="withdrawn"):
            await record(stay, act="approval_withdrawn", by=SYSTEM)


async def _stays_of(organisation_id: int, **wanted: State) -> list[int]:
    rows = await Stay.filter(union_id=organisation_id, **wanted).order_by("id").only("id")
    return [row.id for row in rows]
