"""Small steps for tests of edits: a selection of a place, claims on it, and its nights as numbers."""

from datetime import date, timedelta
from types import SimpleNamespace

from booking.insights.invariants import recount
from sites import calendar
from sites.calendar.models import Night
from sites.foundation import clock
from sites.foundation.database import transaction
from tests.factories.places import TWIN


def chosen(
    place: SimpleNamespace, *, days: int = 3, ahead: int = 5, kinds: tuple[str, ...] = (TWIN,)
) -> calendar.Selection:
    first = clock.today() + timedelta(days=ahead)
    types = frozenset(place.rooms[kind] for kind in kinds)
    return calendar.Selection(place.id, first, first + timedelta(days=days), types)


@transaction
async def take(place: SimpleNamespace, rooms: int, *, ahead: int = 5, holder: str = "a") -> None:
    day = clock.today() + timedelta(days=ahead)
    wanted = calendar.Wanted(
        place.id, day, day + timedelta(days=1), {place.rooms[TWIN]: rooms}, people=rooms
    )
    await calendar.claim(wanted, holder=holder)


@transaction
async def give_back(holder: str = "a") -> None:
    await calendar.release(holder)


async def night(place: SimpleNamespace, *, ahead: int = 5, kind: str = TWIN) -> Night:
    day: date = clock.today() + timedelta(days=ahead)
    return await Night.get(room_type_id=place.rooms[kind], date=day)


async def broken() -> list[str]:
    """What does not hold of the domain; that holders are no stays, and nobody waits, is as these tests want it."""
    own = ("no stay", "has waiters")
    return [line for line in await recount() if not any(words in line for words in own)]
