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
from booking.people.models import Organisation
from booking.stays.models import Stay
from sites import calendar
from sites.calendar import Wanted, claims
from sites.calendar.claim_rows import PLACES, ROOMS, ClaimKind
from sites.calendar.wanted import Portion
from sites.foundation import clock
from sites.packages import Heads
from tests.factories.people import make_union
from tests.factories.places import FAMILY, TWIN, make_place
from tests.proofs.conftest import DEADLOCK
from tests.proofs.crowd import IN_THE_LOG, PROCESSES, halves, together, told_by
from tests.proofs.overlapping import facts_of
from tests.servers.postgres import Postgres

# What may become of each act when others are faster.
EXPECTED = {
    "held", "held: NightsTaken", "held: ReceptionFull", "cancelled", "confirmed", "amended",
    "amended: NightsTaken", "amended: ReceptionFull", "amended: AmendmentUnchanged",
}  # fmt: skip


def order_of(place: SimpleNamespace, first: int, nights: int, *, chance: random.Random) -> stays.HoldOrder:  # fmt: skip
    rooms = {TWIN: chance.randint(2, 6)} | ({FAMILY: 1} if chance.random() < 0.5 else {})
    check_in = clock.today() + timedelta(days=30 + first)
    return stays.HoldOrder(place.code, "CARE", check_in, nights, rooms, Heads(rooms[TWIN] * 2))


@pytest.mark.proof
async def test_shuffled_groups_over_overlapping_nights_have_all_or_nothing_and_no_deadlock(
    database: str, proof, request: pytest.FixtureRequest
) -> None:
    """Four processes with two connections each; holds run out, are changed and let go among them."""
    asked = proof.size("overlapping", small=80, full=2000)
    server = request.getfixturevalue("postgres_server") if database.startswith("postgres") else None
    before = server.logged(IN_THE_LOG) if server else 0

    told = await crowd(database, asked)

    answers, errors = together(told, "answers"), together(told, "errors")
    assert errors == {}
    assert sum(answers[kind] for kind in answers if kind.split(":")[0] == "held") == asked
    assert min(answers["held"], answers["cancelled"], answers["amended"], answers["confirmed"]) > 0
    assert set(answers) <= EXPECTED, set(answers) - EXPECTED
    assert await Stay.filter(state="expired").count() > 0
    assert await halves() == []
    assert (server.logged(IN_THE_LOG) if server else 0) == before
    proof.found(answers=dict(answers), half_booked=0, deadlocks_in_the_log=0)


async def crowd(url: str, asked: int) -> list[dict[str, Any]]:
    """What each process says."""
    places = [await make_place(reception_limit=24) for _ in range(2)]
    unions = [await make_union() for _ in range(PROCESSES)]
    await Organisation.filter(id__in=[one.organisation for one in unions]).update(hold_limit=asked)
    first = clock.today() + timedelta(days=30)
    return await told_by("tests.proofs.overlapping", url, [
        {
            "seed": 20261122 + number, "count": asked // PROCESSES, "tasks": 2, "first": first.isoformat(),
            "sites": [place.code for place in places], "union": facts_of(union.organiser),
            "operators": [facts_of(place.operator.sales) for place in places],
        }
        for number, union in enumerate(unions)
    ])  # fmt: skip


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_without_the_one_order_two_groups_wait_in_a_circle(
    database: str, postgres_server: Postgres, collisions: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    """The control: one claims its nights forwards, one backwards, and each waits after its first."""
    before = postgres_server.logged(IN_THE_LOG)
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
    assert postgres_server.logged(IN_THE_LOG) > before


async def _take(kind: ClaimKind, *place_and_amount: Any, holder: str) -> None:
    await claims.take(kind, [claims.Claim(holder, Portion(*place_and_amount))])
