"""Money that came or goes back is told to those on both sides who may see money."""

from typing import Any

from booking.money import instalments
from booking.money.models import Receipt, RefundOrder
from booking.notices.telling import Case, tell_party, tell_sides
from booking.notices.words import TELLINGS
from booking.stays.models import Stay
from sites.foundation.database import transaction


@transaction
async def tell_receipt(receipt_id: int) -> int:
    """Tell that a payment was recorded; nothing when it was withdrawn meanwhile."""
    return await _tell(Receipt, receipt_id, topic="money_received")


@transaction
async def tell_refund_ordered(refund_id: int) -> int:
    """Tell that money is to go back; nothing when the order was withdrawn meanwhile."""
    return await _tell(RefundOrder, refund_id, topic="refund_ordered")


@transaction
async def tell_refund_paid(refund_id: int) -> int:
    """Tell that the money went back."""
    return await _tell(RefundOrder, refund_id, topic="refund_paid")


async def _tell(papers: Any, paper_id: int, *, topic: str) -> int:
    paper = await papers.filter(id=paper_id, withdrawn_at=None).prefetch_related("charge").first()
    if paper is None:
        return 0
    stay, payee = await Stay.get(id=paper.charge.stay_id), paper.charge.payee_id
    case = Case(f"{topic}:{paper_id}", topic, stay, 0)
    if payee == stay.operator_id:
        return await tell_sides(case)
    told = await tell_sides(case, tells_operator=False)
    return told + await tell_party(case, payee, TELLINGS[topic].operator, "/centre/money")


@transaction
async def remind_of_payment(stay_id: int, topic: str) -> int:
    """Remind of the payment that is due next, or overdue: once for each date, sum and person."""
    part = await instalments.next_payment(stay_id)
    if part is None or part.due_on is None:
        return 0
    source = f"{topic}:{stay_id}:{part.due_on}:{part.owed.minor}"
    facts = {"due_on": part.due_on.isoformat(), "total": part.owed.minor}
    return await tell_sides(Case(source, topic, await Stay.get(id=stay_id), 0, facts))
