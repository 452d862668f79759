"""Forty places split at random over two people's browser tabs, programs and spreadsheets at once: never over forty."""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from booking.people.models import Organisation
from booking.quotas.models import Quota, QuotaClaim
from sites.foundation import clock
from sites.listings import RoomTypeDraft
from tests.factories.people import make_federation, make_union, session_of
from tests.factories.places import TWIN, make_place
from tests.factories.programs import token_for
from tests.factories.quotas import make_quota

PLACES = 40


class Process:
    """One running application: a round in, its answers out."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    async def ask(self, asked: list[dict[str, Any]]) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(asked).encode() + b"\n")
        line = await self.process.stdout.readline()
        assert line, "the process has ended"
        return dict(json.loads(line))


@asynccontextmanager
async def running(url: str, folder: Path, *words: str) -> AsyncIterator[Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.proofs.splitting", url, str(folder), *words,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout
    assert json.loads(await process.stdout.readline()) == "ready"
    try:
        yield Process(process)
    finally:
        process.kill()
        await process.wait()


async def scene() -> SimpleNamespace:
    rooms = (RoomTypeDraft(TWIN, "双床房", "Twin room", 2, 5000),)
    place = await make_place(room_types=rooms, reception_limit=100_000)
    host = await make_federation()
    return SimpleNamespace(place=place, host=host, clerk=await session_of(host.clerk))


async def union_with_forty(made: SimpleNamespace) -> SimpleNamespace:
    """A union of two who book and a program, and the forty that are its own, a part of them for one programme."""
    union = await make_union()
    await Organisation.filter(id=union.organisation).update(hold_limit=10_000)
    code = (await Organisation.get(id=union.organisation)).credit_code
    root = await make_quota(made.host, ceiling=PLACES, union=code)
    share = await make_quota(made.host, parent=root, ceiling=0, programme="front_line", name="专项")
    sessions = [await session_of(one) for one in (union.organiser, union.administrator)]
    return SimpleNamespace(
        root=root, share=share, sessions=sessions, token=await token_for(union, "stays.book", "stays.see")
    )  # fmt: skip


def split(dice: Random, union: SimpleNamespace, made: SimpleNamespace, number: int, *, shares: bool) -> list[dict[str, Any]]:  # fmt: skip
    """More than there is, in parts, dealt to the entrances."""
    day = (clock.today() + timedelta(days=10 + number % 150)).isoformat()
    wanted, trips = dice.randint(PLACES, 2 * PLACES), list[dict[str, Any]]()
    while sum(trip["workers"] for trip in trips) < wanted or len(trips) < 3:
        programme = dice.choice(("", "", "front_line")) if shares else ""
        trips.append({"workers": dice.randint(2, 14), "programme": programme})
    cuts = sorted(dice.sample(range(1, len(trips)), 2))
    parts = [trips[: cuts[0]], trips[cuts[0] : cuts[1]], trips[cuts[1] :]]
    same = {"site": made.place.code, "day": day, "round": number}
    asked = [
        {**same, "way": "form", "session": union.sessions[0], "trips": parts[0]},
        {**same, "way": "form", "session": union.sessions[1], "trips": parts[1]},
        {**same, "way": "program", "token": union.token, "trips": parts[2]},
    ]
    if shares:
        sizes = [dice.randint(0, PLACES) for _ in range(2)]
        asked.append({"way": "sheet", "session": made.clerk, "share": union.share.id, "ceilings": sizes})  # fmt: skip
    return asked


async def rounds(
    url: str, folder: Path, count: int, *words: str, processes: int, shares: bool
) -> tuple[list[int], Counter[str]]:
    """So many splits, dealt to so many processes; what each took of its forty, and how the entrances answered."""
    made, dice = await scene(), Random(40)
    taken, answers = list[int](), Counter[str]()
    async with AsyncExitStack() as stack:
        started = [
            await stack.enter_async_context(running(url, folder, *words)) for _ in range(processes)
        ]
        for number in range(count):
            union = await union_with_forty(made)
            asked = split(dice, union, made, number, shares=shares)
            dealt = [asked[n::processes] for n in range(processes)]
            told = await asyncio.gather(*(p.ask(one) for p, one in zip(started, dealt, strict=True)))  # fmt: skip
            both = [union.root.number, union.share.number]
            open_claims = QuotaClaim.filter(quota_id__in=both, released_at=None)
            taken.append(sum(await open_claims.values_list("amount", flat=True)))
            assert taken[-1] == sum(sum(one["held"]) for one in told), "a hold without its claim"
            for one in told:
                answers.update(one["answers"])
    return taken, answers


@pytest.mark.proof
async def test_forty_places_are_never_more_however_they_are_split(
    database: str, tmp_path: Path, proof: Any
) -> None:
    count = proof.size("quota_splits", small=12, full=500)
    processes = proof.size("quota_split_processes", small=2, full=4)

    taken, answers = await rounds(database, tmp_path, count, processes=processes, shares=True)

    assert max(taken) <= PLACES
    # 200: a spreadsheet that would change nothing. 409 and 422: it does not fit, and says so.
    assert set(answers) <= {"200", "201", "303", "409", "422"}
    roots = await Quota.filter(parent_id=None)
    assert all(root.used_here + root.used_below <= root.ceiling == PLACES for root in roots)
    full = sum(one == PLACES for one in taken)
    proof.found(splits=count, most=max(taken), full=full, answers=dict(answers))


@pytest.mark.proof
@pytest.mark.breaks_invariants
async def test_without_the_guard_the_same_splits_pass_forty(
    database: str, tmp_path: Path, proof: Any
) -> None:
    count = proof.size("quota_splits_unguarded", small=3, full=50)

    taken, _answers = await rounds(
        database, tmp_path, count, "unguarded", processes=2, shares=False
    )

    assert max(taken) > PLACES
    proof.found(splits=count, most=max(taken), over=sum(one > PLACES for one in taken))
