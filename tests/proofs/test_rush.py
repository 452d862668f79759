"""A thousand holds at once for a hundred rooms: exactly a hundred rooms go, and every no is the same no."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from booking.people.models import Organisation
from sites.calendar.models import Night, NightClaim
from sites.foundation import clock
from sites.listings import RoomTypeDraft
from tests.factories.people import make_union
from tests.factories.places import TWIN, make_place

PROCESSES = 4


@dataclass
class Rush:
    held: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)


async def rush(
    url: str, holds: int, rooms: int, *words: str, nights: int = 1
) -> tuple[Rush, list[int]]:
    """Run it; what the processes say, and how many rooms the claim rows hold on each night."""
    place = await make_place(
        room_types=(RoomTypeDraft(TWIN, "双床房", "Twin room", 2, rooms),), reception_limit=5000
    )
    unions = [await make_union() for _ in range(PROCESSES)]
    await Organisation.filter(id__in=[union.organisation for union in unions]).update(
        hold_limit=holds
    )
    check_in = clock.today() + timedelta(days=40)
    processes = [
        await _started(
            url, place.code, union, check_in.isoformat(), nights, holds // PROCESSES, *words
        )
        for union in unions
    ]
    if words:
        await _in_step(processes, holds // PROCESSES)
    told = await asyncio.gather(*map(_told, processes))
    until = check_in + timedelta(days=nights)
    rows = await Night.filter(site_id=place.id, date__gte=check_in, date__lt=until).order_by("date")
    return _together(told), [await _claimed(row) for row in rows]


async def _claimed(night: Night) -> int:
    open_ = NightClaim.filter(night_id=night.id, released_at=None)
    return sum(await open_.values_list("rooms", flat=True))


async def _started(
    url: str, site: str, union: Any, check_in: str, nights: int, count: int, *words: str
) -> Process:
    actor = json.dumps({"user_id": union.organiser.user_id, "organisation_id": union.organisation})
    command = [
        "-m",
        "tests.proofs.holding",
        url,
        site,
        actor,
        check_in,
        str(nights),
        str(count),
        *words,
    ]
    return await asyncio.create_subprocess_exec(
        sys.executable, *command, stdin=PIPE, stdout=PIPE, stderr=PIPE
    )


async def _in_step(processes: list[Process], rounds: int) -> None:
    """Of each round nobody writes before all have read: what happens to them by luck happens always."""
    for _ in range(rounds):
        for process in processes:
            await process.stdout.readline()  # type: ignore[union-attr]
        for process in processes:
            process.stdin.write(b"\n")  # type: ignore[union-attr]


async def _told(process: Process) -> dict[str, Any]:
    out, err = await process.communicate()
    assert process.returncode == 0, err.decode()[-2000:]
    return dict(json.loads(out))


def _together(told: list[dict[str, Any]]) -> Rush:
    whole = Rush()
    for one in told:
        whole.held += one["held"]
        whole.refused.update(one["refused"])
        whole.errors.update(one["errors"])
    return whole


@pytest.mark.proof
async def test_no_room_is_sold_twice_however_many_ask_at_once(database: str, proof) -> None:
    holds = proof.size("holds", small=80, full=1000)
    rooms = proof.size("rooms", small=24, full=100)

    found, taken = await rush(database, holds, rooms)

    assert taken == [rooms]
    assert found == Rush(rooms, Counter(NightsTaken=holds - rooms), Counter())
    proof.found(asked=holds, taken=taken, refused=dict(found.refused), errors=0)


@pytest.mark.proof
async def test_of_four_nights_together_each_is_sold_to_the_last_room_and_no_further(
    database: str, proof
) -> None:
    holds = proof.size("holds_of_nights", small=60, full=10_000)
    rooms = proof.size("rooms_of_nights", small=15, full=100)

    found, taken = await rush(database, holds, rooms, nights=4)

    assert taken == [rooms] * 4
    assert found == Rush(rooms, Counter(NightsTaken=holds - rooms), Counter())
    proof.found(asked=holds, taken=taken, refused=dict(found.refused), errors=0)


@pytest.mark.proof
@pytest.mark.breaks_invariants(
    "nights_equal_their_claims",
    "receptions_equal_their_claims",
    "nothing_is_oversold",
    "claims_stand_exactly_while_the_state_takes",
    "reserved_equals_claims",
)
async def test_without_the_guard_the_same_rush_oversells(database: str, proof) -> None:
    holds = proof.size("holds", small=80, full=1000)
    rooms = proof.size("rooms", small=24, full=100)

    _, taken = await rush(database, holds, rooms, "unguarded")

    # In each round all four took the one room that each had seen, until the counter said full.
    assert taken == [PROCESSES * min(rooms, holds // PROCESSES)]
    assert taken[0] > rooms
    proof.found(asked=holds, rooms=rooms, taken=taken)
