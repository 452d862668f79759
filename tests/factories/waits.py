"""Groups that wait: a base without a free room on some nights, and unions on its list."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from booking import stays
from booking.stays import waiting
from booking.stays.waiting.models import Wait, WaitPlace
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.packages import Heads
from tests.factories.people import make_union
from tests.factories.places import TWIN, make_place
from tests.factories.stays import held

STARTS_IN, NIGHTS = 30, 2


async def full_place(**changes: Any) -> SimpleNamespace:
    """40 twins, all held by `.holder` (20 of them) and `.other` (20) on two nights in a month; places for many."""
    place = await make_place(reception_limit=500, **changes)
    place.holder = await taking(place, 20)
    place.other = await taking(place, 20)
    return place


async def taking(place: SimpleNamespace, rooms: int, **changes: Any) -> SimpleNamespace:
    """A hold of so many twins on the nights for which tests wait."""
    wanted = {"starts_in": STARTS_IN, "nights": NIGHTS, **changes}
    return await held(
        place=place, rooms={TWIN: rooms}, heads=Heads(rooms * 2), made_now=True, **wanted
    )


async def give_back(story: SimpleNamespace) -> None:
    await stays.cancel(story.id, fee_seen=Money(0), note="", by=story.union.organiser)


def nights_ahead(days: int, nights: int = NIGHTS) -> dict[str, Any]:
    first = clock.today() + timedelta(days=days)
    return {"starts_on": first, "ends_on": first + timedelta(days=nights), "nights": nights}


def wait_order(place: SimpleNamespace, twins: int = 10, **changes: Any) -> waiting.WaitOrder:
    """So many twins for two in each, on the two nights in a month."""
    wanted = {
        **nights_ahead(STARTS_IN), "sites": (place.code,), "heads": Heads(twins * 2), "rooms": {TWIN: twins}, "package": "CARE",
        **changes,
    }  # fmt: skip
    return waiting.WaitOrder(**wanted)


async def waits(
    place: SimpleNamespace, twins: int = 10, *, union: SimpleNamespace | None = None, **changes: Any
) -> SimpleNamespace:
    """`.id` (public), `.number` (inside), `.union`, `.order`."""
    union, order = union or await make_union(), wait_order(place, twins, **changes)
    made = await waiting.join(order, by=union.organiser)
    row = await Wait.get(public_id=made)
    return SimpleNamespace(id=made, number=row.id, union=union, order=order, place=place)


async def state_of_wait(story: SimpleNamespace) -> str:
    return (await Wait.get(id=story.number)).state


async def offered_stay(story: SimpleNamespace) -> SimpleNamespace:
    """The stay that the entry was offered, as the stories of stays have it."""
    row = await Wait.get(id=story.number).prefetch_related("stay")
    return SimpleNamespace(id=row.stay.public_id, number=row.stay.id, union=story.union, row=row.stay)  # fmt: skip


async def passes(story: SimpleNamespace) -> int:
    return (await WaitPlace.get(wait_id=story.number, position=1)).passed
