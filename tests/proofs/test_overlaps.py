"""Groups that want overlapping nights in any order: each has all of its nights or none, and nobody waits in a circle."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from booking import stays
from booking.stays.models import Stay, StayNight
from sites import calendar
from sites.calendar import Wanted, claims
from sites.calendar.claim_rows import PLACES, ROOMS, ClaimKind
from sites.calendar.models import NightClaim, ReceptionClaim
from sites.calendar.wanted import Portion
from sites.foundation import clock
from sites.foundation.errors import Refusal
from sites.packages import Heads
from tests.factories.people import make_union
from tests.factories.places import FAMILY, TWIN, make_place
from tests.proofs.conftest import DEADLOCK
from tests.proofs.holding import kind_of


def order_of(place: SimpleNamespace, first: int, nights: int, *, chance: random.Random) -> stays.HoldOrder:  # fmt: skip
    rooms = {TWIN: chance.randint(2, 6)} | ({FAMILY: 1} if chance.random() < 0.5 else {})
    check_in = clock.today() + timedelta(days=30 + first)
    return stays.HoldOrder(place.code, "CARE", check_in, nights, rooms, Heads(rooms[TWIN] * 2))


@pytest.mark.proof
async def test_shuffled_groups_over_overlapping_nights_have_all_or_nothing_and_no_deadlock(
    database: str, proof, collisions: Counter[str]
) -> None:
    asked = proof.size("overlapping", small=40, full=600)
    chance = random.Random(20261122)
    places = [await make_place(reception_limit=60) for _ in range(2)]
    unions = [await make_union() for _ in range(8)]

    answers: Counter[str] = Counter()

    async def one(number: int) -> None:
        union = unions[number % len(unions)]
        order = order_of(
            places[number % 2], chance.randint(0, 8), chance.randint(1, 7), chance=chance
        )
        try:
            made = await stays.hold(order, by=union.organiser)
            if chance.random() < 0.7:
                seen = await stays.preview_cancellation(made, by=union.organiser)
                await stays.cancel(made, fee_seen=seen.fee, note="", by=union.organiser)
            answers["held"] += 1
        except Refusal as refusal:
            answers[kind_of(refusal)] += 1

    await asyncio.gather(*(one(number) for number in range(asked)))

    assert sum(answers.values()) == asked
    assert set(answers) <= {"held", "NightsTaken", "ReceptionFull", "TooManyHolds"}
    assert await halves() == []
    assert collisions[DEADLOCK] == 0
    proof.found(answers=dict(answers), half_booked=0, deadlocks=0)


async def halves() -> list[int]:
    """Stays that hold some of their nights but not all, or places but not rooms."""
    found = []
    for stay in await Stay.filter(state="held"):
        rooms = await NightClaim.filter(holder=stay.public_id, released_at=None).count()
        people = await ReceptionClaim.filter(holder=stay.public_id, released_at=None).count()
        wanted = await StayNight.filter(stay_id=stay.id).count()
        if (rooms, people) != (wanted, (stay.check_out - stay.check_in).days):
            found.append(stay.id)
    return found


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_without_the_one_order_two_groups_wait_in_a_circle(
    database: str, collisions: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: one claims its nights forwards, one backwards, and each waits after its first."""
    both = asyncio.Barrier(2)
    arrived: list[int] = []

    async def in_any_order(asked: Iterable[tuple[str, Wanted]]) -> None:
        ((holder, wanted),) = asked
        nights = calendar.nights_between(wanted.check_in, wanted.check_out)
        arrived.append(1)
        number = len(arrived)
        for step, night in enumerate(nights if number % 2 else reversed(nights)):
            await _take(PLACES, wanted.site_id, 0, night, wanted.people, holder=holder)
            if step == 0 and number <= 2:
                await both.wait()
        for room_type_id, rooms in wanted.rooms.items():
            for night in nights:
                await _take(ROOMS, wanted.site_id, room_type_id, night, rooms, holder=holder)

    monkeypatch.setattr(calendar, "claim_all", in_any_order)
    place, chance = await make_place(), random.Random(1)
    unions = [await make_union() for _ in range(2)]
    order = order_of(place, 0, 3, chance=chance)
    await asyncio.gather(*(stays.hold(order, by=union.organiser) for union in unions))
    assert collisions[DEADLOCK] >= 1


async def _take(kind: ClaimKind, *place_and_amount: Any, holder: str) -> None:
    await claims.take(kind, [claims.Claim(holder, Portion(*place_and_amount))])
