"""Departures of two bases, made by the verbs: `.id` and `.number` of the trip, `.legs` with a story for each stay."""

from collections.abc import Sequence
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from booking import stays
from booking.stays.models import Stay, Trip
from sites.foundation import clock
from sites.packages import Heads
from tests.factories.people import make_union
from tests.factories.places import TWIN, make_place


def leg(place: SimpleNamespace, *, starts_in: int = 30, nights: int = 2, **changes: Any) -> stays.HoldOrder:  # fmt: skip
    """Twelve workers in six twins, unless told otherwise."""
    wanted = {"rooms": {TWIN: 6}, "heads": Heads(12), "package": place.package, **changes}
    return stays.HoldOrder(
        site=place.code, check_in=clock.today() + timedelta(days=starts_in), nights=nights, **wanted
    )


async def held(
    *, union: SimpleNamespace | None = None, places: Sequence[SimpleNamespace] = (), **changes: Any
) -> SimpleNamespace:
    """Two nights at the first base, three at the second, in a month."""
    union = union or await make_union()
    first, second = places or (await make_place(), await make_place())
    orders = [leg(first, **changes), leg(second, starts_in=32, nights=3, **changes)]
    made = await stays.hold_trip(orders, by=union.organiser)
    return await story_of(made.trip, union=union, places=(first, second))


async def submitted(**changes: Any) -> SimpleNamespace:
    story = await held(**changes)
    await stays.submit_trip(story.id, by=story.union.organiser)
    return story


async def story_of(
    trip: str, *, union: SimpleNamespace, places: Sequence[SimpleNamespace]
) -> SimpleNamespace:
    """The trip and its stays as they stand now."""
    row = await Trip.get(public_id=trip)
    rows = await Stay.filter(trip_id=row.id).order_by("id")
    at = {place.id: place for place in places}
    legs = [
        SimpleNamespace(
            id=stay.public_id, number=stay.id, union=union, place=at[stay.site_id],
            operator=at[stay.site_id].operator, check_in=stay.check_in, check_out=stay.check_out,
        )
        for stay in rows
    ]  # fmt: skip
    return SimpleNamespace(id=trip, number=row.id, union=union, legs=legs, places=[*places])
