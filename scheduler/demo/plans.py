"""The annual plan of the first union: up to eight batches, approved by its approver, some of them travelled or held."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta

from booking import plans, stays
from booking.plans import BatchTaken, PlanContent, PlannedBatch
from booking.stays import YearTrip
from scheduler.demo.cast import approver_email
from scheduler.demo.unions import demo_unions
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.identifiers import public_id

NIGHTS, PEOPLE, EACH = 4, 28, 2_300_00
WISHED = ((5, 11, "province", ""), (9, 14, "recognised", "front_line"), (10, 19, "recognised", ""))


async def keep_annual_plan(cast: Mapping[str, Actor], today: date) -> None:
    """Batches for what the union has held this year, and three that are open. Run again, it adds nothing."""
    union = demo_unions()[0]
    by, year = cast[union.email], today.year
    if (await plans.plan_page(year, by=by)).newest:
        return
    trips = (await stays.trips_in_year(year, by=by))[:5]
    batches = (*map(_of_trip, trips), *_open(year))
    content = PlanContent(union.members, 900_000_00, batches)
    number = await plans.keep_plan(year, content, seen=0, why="", by=by)
    with suppress(Refusal):  # a union without steps keeps its draft
        await plans.ask_for_plan(year, number=number, by=by)
        await plans.agree_to_plan(
            year, number=number, note="示例：同意", by=cast[approver_email(union)]
        )
        await _link(trips, batches, by=by)


def _of_trip(trip: YearTrip) -> PlannedBatch:
    """Wished a few days before it went, for a few people more."""
    day = max(trip.starts_on - timedelta(days=3), date(trip.starts_on.year, 1, 1))
    nights = (trip.ends_on - trip.starts_on).days
    return PlannedBatch(
        public_id(), day, nights, trip.workers + 2, "recognised", trip.programme, EACH * nights // NIGHTS
    )  # fmt: skip


def _open(year: int) -> Iterator[PlannedBatch]:
    for month, day, territory, programme in WISHED:
        wished = date(year, month, day)
        yield PlannedBatch(public_id(), wished, NIGHTS, PEOPLE, territory, programme, EACH)


async def _link(trips: list[YearTrip], batches: tuple[PlannedBatch, ...], *, by: Actor) -> None:
    for trip, batch in list(zip(trips, batches, strict=False))[
        :-1
    ]:  # the last stays outside the plan
        with suppress(BatchTaken):
            await stays.put_into_plan(trip.public_id, batch.id, by=by)
