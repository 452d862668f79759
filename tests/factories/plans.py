"""Annual plans, made by the verbs."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from booking import people, plans
from booking.plans import PlanContent, PlannedBatch
from sites.foundation import clock
from sites.foundation.identifiers import public_id


def next_year() -> int:
    return clock.today().year + 1


def batch(year: int = 0, *, day: int = 130, **changes: Any) -> PlannedBatch:
    """30 workers for four nights outside the province, on the so-and-so-many-th day of the year; next year's, unless told."""
    first = date(year or next_year(), 1, 1) + timedelta(days=day)
    kept: dict[str, Any] = {
        "id": public_id(), "day": first, "nights": 4, "people": 30, "territory": "recognised", "fen_each": 300000, **changes,
    }  # fmt: skip
    return PlannedBatch(**kept)


def content(*batches: PlannedBatch, entitled: int = 900, budget: int = 300_000_00) -> PlanContent:
    return PlanContent(entitled, budget, batches)


async def with_steps(union: SimpleNamespace) -> SimpleNamespace:
    await people.set_approval(
        [union.approver.user_id], tolerance_percent=0, tolerance_heads=0, by=union.administrator
    )
    return union


async def approved_plan(
    union: SimpleNamespace, *batches: PlannedBatch, year: int = 0, seen: int = 0
) -> PlanContent:
    """Kept, asked for and agreed to; the union has an approver in its steps from then on."""
    year = year or batches[0].day.year
    await with_steps(union)
    kept = content(*batches)
    number = await plans.keep_plan(year, kept, seen=seen, why="示例：调整", by=union.organiser)
    await plans.ask_for_plan(year, number=number, by=union.organiser)
    await plans.agree_to_plan(year, number=number, by=union.approver)
    return kept
