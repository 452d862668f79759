"""Trips whose stays cross at two bases: each has both or none, and nobody waits in a circle."""

import asyncio
from collections import Counter
from collections.abc import Iterable
from types import SimpleNamespace

import pytest

from booking import stays
from booking.stays.models import Stay, Trip
from sites import calendar
from sites.calendar import NightsTaken, Wanted
from sites.calendar.models import Night
from sites.foundation.errors import Refusal
from sites.packages import Heads
from tests.factories.people import make_union
from tests.factories.places import TWIN, make_place
from tests.factories.trips import leg
from tests.proofs.conftest import DEADLOCK
from tests.proofs.holding import kind_of

SIZE = {"rooms": {TWIN: 10}, "heads": Heads(12)}


def crossing(places: list[SimpleNamespace], *, is_turned: bool) -> list[stays.HoldOrder]:
    """The same two stays, asked for in one order or in the other."""
    legs = [leg(places[0], **SIZE), leg(places[1], starts_in=32, **SIZE)]
    return legs[::-1] if is_turned else legs


@pytest.mark.proof
async def test_crossing_trips_have_both_bases_or_none_and_no_deadlock(
    database: str, proof, collisions: Counter[str]
) -> None:
    """Forty rooms at each base, ten for each trip: four of them fit."""
    asked = proof.size("crossing", small=10, full=200)
    places = [await make_place(reception_limit=500) for _ in range(2)]
    unions = [await make_union() for _ in range(asked)]

    answers = await asyncio.gather(
        *(
            stays.hold_trip(crossing(places, is_turned=n % 2 == 1), by=union.organiser)
            for n, union in enumerate(unions)
        ),
        return_exceptions=True,
    )

    told = Counter(_told(answer) for answer in answers)
    assert told == {"HeldTrip": 4, "NightsTaken": asked - 4}
    nights = Night.filter(held__gt=0, room_type_id__in=[place.rooms[TWIN] for place in places])
    assert [night.held for night in await nights] == [40] * 4
    assert (await Trip.all().count(), await Stay.all().count()) == (4, 8)
    assert collisions[DEADLOCK] == 0
    proof.found(answers=dict(told), half_held=0, deadlocks=0)


def _told(answer: object) -> str:
    return kind_of(answer) if isinstance(answer, Refusal) else type(answer).__name__


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_claiming_base_after_base_two_trips_wait_in_a_circle(
    database: str, collisions: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: each claims its first base, and goes on to the second when the other has one too."""
    both, claim_all = asyncio.Barrier(2), calendar.claim_all
    arrived: list[int] = []

    async def one_after_the_other(asked: Iterable[tuple[str, Wanted]]) -> None:
        for number, one in enumerate(asked):
            await claim_all([one])
            if number == 0 and len(arrived) < 2:
                arrived.append(1)
                await both.wait()

    monkeypatch.setattr(calendar, "claim_all", one_after_the_other)
    places = [await make_place() for _ in range(2)]
    unions = [await make_union() for _ in range(2)]
    answers = await asyncio.gather(
        *(
            stays.hold_trip(crossing(places, is_turned=n == 1), by=union.organiser)
            for n, union in enumerate(unions)
        ),
        return_exceptions=True,
    )
    assert not [a for a in answers if isinstance(a, Exception) and not isinstance(a, NightsTaken)]
    assert collisions[DEADLOCK] >= 1
