"""What a change of a stay would draw from quotas: before and after, and whether what it needs more is left. A hint
before the claim, which decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from booking import quotas
from booking.stays.models import Stay
from booking.stays.night_plan import Plan
from booking.stays.quota_use import asked_with
from booking.stays.reckoning import Change
from sites.foundation.errors import Refusal


@dataclass(frozen=True)
class QuotaChange:
    """`before` and `after` are workers or person-nights, as `unit` says; `left` beside what the trip draws already."""

    name: str
    unit: str
    before: int
    after: int
    left: int
    why_not: Refusal | None


async def quotas_of(stay: Stay, change: Change) -> tuple[QuotaChange, ...]:
    """Every quota that the trip would draw from after the change, the scarcest first."""
    asked = await asked_with(stay, _workers(change.plan))
    if asked is None:
        return ()
    before = {one.name: one.asked for one in await quotas.applying(asked[0])}
    return tuple(_compared(before, await quotas.applying(asked[1])))


def _workers(plan: Plan) -> dict[date, int]:
    return {night: one.heads.workers for night, one in plan.items()}


def _compared(before: dict[str, int], after: Iterable[quotas.Applying]) -> Iterable[QuotaChange]:
    for one in after:
        had = before.get(one.name, 0)
        more = replace(one, asked=max(0, one.asked - had))
        # What is claimed keeps its place, whatever became of the quota since.
        why_not = more.why_not if more.asked else None
        yield QuotaChange(one.name, one.unit, had, one.asked, one.left, why_not)
