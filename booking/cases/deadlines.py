"""Deadlines of cases: the owner is reminded the day before, and a case past its last day is marked."""

from datetime import timedelta

from booking.cases.models import Case
from sites.foundation import clock, outbox
from sites.foundation.database import transaction

SOON = timedelta(days=1)


async def near() -> list[int]:
    """Open cases whose last day is today or tomorrow. Reminding takes none off: once each is the notice's matter."""
    today = clock.today()
    return await _ids(due_on__gte=today, due_on__lte=today + SOON)


async def past() -> list[int]:
    """Open cases whose last day is over and that are not marked yet."""
    return await _ids(due_on__lt=clock.today(), overdue_at=None)


@transaction
async def mark_overdue(case_id: int) -> None:
    """Mark it, once, and have its owner told. Answered meanwhile, or not yet past, nothing changes."""
    late = Case.filter(id=case_id, answered_at=None, overdue_at=None, due_on__lt=clock.today())
    if await late.update(overdue_at=clock.now()):
        await outbox.post("case.overdue", {"case_id": case_id})


async def _ids(**conditions: object) -> list[int]:
    rows = await Case.filter(answered_at=None, **conditions).order_by("due_on", "id").only("id")
    return [row.id for row in rows]
