"""The annual plans of the first union, of this year and the next: approved by its approver, batches travelled, held and open, people on two lists."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta

from booking import plans, rosters, stays
from booking.plans import BatchTaken, PlanContent, PlannedBatch
from booking.stays import YearTrip
from booking.stays.plan_people import plan_people
from scheduler.demo.cast import approver_email
from scheduler.demo.names import person
from scheduler.demo.unions import demo_unions
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.idempotency import Key
from sites.foundation.identifiers import public_id

NIGHTS, PEOPLE, EACH = 4, 28, 2_300_00
NAMED, DEPARTMENTS = 9, ("示例一车间", "示例财务科")
WISHED = ((5, 11, "province", ""), (9, 14, "recognised", "front_line"), (10, 19, "recognised", ""))


async def keep_annual_plans(cast: Mapping[str, Actor], today: date) -> None:
    """Batches for what the union has held in the year, and three that are open. Run again, it adds nothing."""
    for year in (today.year, today.year + 1):
        await _keep(cast, year)


async def _keep(cast: Mapping[str, Actor], year: int) -> None:
    union = demo_unions()[0]
    by = cast[union.email]
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
        await _name(year, by=by)


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


async def _name(year: int, *, by: Actor) -> None:
    """A few people on the lists of the first two batches that take names."""
    found = await plan_people((await plans.plan_page(year, by=by)).id, by=by)
    for line in [one for one in found.batches if not one.closed and not one.named][:2]:
        people = [
            rosters.draft(
                name=person("traveller", f"plan-{year}", line.number, n)[0], kind="worker", sex="mf"[n % 2],
                department=DEPARTMENTS[n % 2],
            )
            for n in range(min(NAMED, line.heads))
        ]  # fmt: skip
        key = Key(f"demo-plan-{year}-{line.number}", "demonstration")
        await stays.name_travellers(line.stay, people, by=by, key=key)
