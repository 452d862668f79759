"""A union with an approved plan of three batches, two of them held: people stand on the lists of the first two."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from booking import plans, stays
from booking.rosters.models import Traveller
from booking.stays.models import Party, Stay
from sites.packages import Heads
from tests.factories.people import make_union
from tests.factories.places import TWIN, make_place
from tests.factories.plans import approved_plan, batch
from tests.factories.resident_numbers import resident_number_for
from tests.factories.trips import leg

BORN = date(1980, 5, 1)


async def planned(
    *, heads: int = 4, starts: tuple[int, ...] = (30, 60), union: SimpleNamespace | None = None, **changes: Any
) -> SimpleNamespace:  # fmt: skip
    """`.plan` is its public id, `.stays` are public ids of the first two batches' stays, `.batches` the plan's three."""
    union, place = union or await make_union(), await make_place()
    batches = [batch(day=20 + 5 * number) for number in range(3)]
    await approved_plan(union, *batches)
    year = batches[0].day.year
    made = [
        await stays.hold(
            leg(
                place, starts_in=day, heads=Heads(heads), rooms={TWIN: -(-heads // 2)}, batch=one.id, **changes
            ),
            by=union.organiser,
        )
        for one, day in zip(batches, starts, strict=False)
    ]  # fmt: skip
    found = await plans.plan_page(year, by=union.viewer)
    return SimpleNamespace(
        union=union, place=place, plan=found.id, year=year, stays=made, batches=batches
    )


def number_of() -> str:
    return resident_number_for(BORN)


async def names(story: SimpleNamespace, batch_number: int) -> list[str]:
    rows = await _rows(story, batch_number)
    return [row.name for row in rows]


async def traveller_of(story: SimpleNamespace, batch_number: int, name: str) -> str:
    return next(row.public_id for row in await _rows(story, batch_number) if row.name == name)


async def _rows(story: SimpleNamespace, batch_number: int) -> list[Traveller]:
    stay = await Stay.get(public_id=story.stays[batch_number - 1])
    party = await Party.get(trip_id=stay.trip_id)
    return await Traveller.filter(party_id=party.id, removed_at=None).order_by("id")
