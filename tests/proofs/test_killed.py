"""Web and worker are killed with kill -9 before and after each commit and each question to the provider, in every
flow of money, and are started again: in the end nobody can tell.
"""

import os
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE

import booking.money
from booking import TABLES
from booking.insights.invariants import recount
from sites.foundation import database as db
from sites.foundation import sealing
from tests.databases import KEYS
from tests.proof import Proof
from tests.proofs.killing.ended import Ending
from tests.proofs.killing.flows import FLOWS as OF_MONEY
from tests.proofs.killing.house import House
from tests.proofs.killing.online import lost_on_the_way
from tests.proofs.killing.papers import PAPER_FLOWS
from tests.proofs.killing.points import commits_of, questions
from tests.proofs.killing.world import World, new_world

FLOWS = {**OF_MONEY, **PAPER_FLOWS}
# Verbs of money that no flow here passes, and why none need.
SAYS = "says how money is asked for or kept, in one transaction; moves none"
BY_HAND = "an operator of the program calls it from the command line, in one transaction"
NOT_PASSED = {
    "booking.money.allowances.set_measure": SAYS,
    "booking.money.bank_accounts._enter": SAYS,
    "booking.money.collecting.agree_to_collection": SAYS,
    "booking.money.collecting.end_collection": SAYS,
    "booking.money.collecting.propose_collection": SAYS,
    "booking.money.statements.limits.set_limit": SAYS,
    "booking.money.union_plans.agree_plan": SAYS,
    "booking.money.union_plans.end_plan": SAYS,
    "booking.money.online.accounts.stop_taking_online": BY_HAND,
    "booking.money.online.accounts.take_online": BY_HAND,
}
# What else belongs to a flow of money: the stays' own verbs in it, and the queue between its steps.
BESIDE = (
    "booking.stays.paying_online", "booking.stays.cancellation", "booking.stays.settling", "booking.stays.expiry",
    "booking.stays.subsidy_claiming",
    "sites.foundation.outbox._lease", "sites.foundation.outbox.finish", "sites.foundation.outbox.give_back",
)  # fmt: skip
TRIES = 3
BOTH = ["sqlite", "postgres"] if os.environ.get("PROOF") == "full" else ["sqlite"]


@pytest.fixture(params=BOTH)
def address(request: pytest.FixtureRequest, fresh_database: Callable[[str], str]) -> str:
    return fresh_database(request.param)


@pytest.fixture
async def house(address: str, tmp_path: Path) -> AsyncIterator[House]:
    """Real processes on a fresh database, which this process is connected to as well."""
    sealing.configure(KEYS)
    await db.connect(address, TABLES)
    made = House(tmp_path, address)
    try:
        made.start()
        yield made
    finally:
        await made.stop()
        await db.disconnect()
        EXECUTOR_CACHE.clear()


@pytest.mark.proof
async def test_killed_at_any_point_every_flow_of_money_ends_as_if_nothing_had_been(
    house: House, proof: Proof
) -> None:
    world = await new_world(house)
    clean, points = await _undisturbed(world)
    assert _without_point(points) == []
    chosen = _spread(points, proof.size("kills", small=4, full=len(points)))
    killed = [point for point, flows in chosen if await _killed(world, point, flows, clean)]
    # Which process comes first to a point is chance: not each is there again when it is waited for.
    missed = {point for point, _ in chosen} - set(killed)
    assert {_place(point) for point, _ in chosen} - {_place(point) for point in killed} == set()
    proof.found(flows=len(clean), points=len(points), killed=len(killed), missed=sorted(missed))
    await _control(world)


async def _killed(world: World, point: str, flows: Sequence[str], clean: dict[str, Ending]) -> bool:
    """Whether a process was killed there, in one of the flows that pass it; the flow ended as ever."""
    for flow in flows[:3]:
        world.house.arm(point)
        assert await FLOWS[flow](world) == clean[flow], f"{flow}, killed at {point}"
        assert await recount() == [], f"{flow}, killed at {point}"
        if not world.house.is_armed:
            return True
        world.house.disarm()
    return False


async def _control(world: World) -> None:
    """Where nobody asks about what was begun, a killed answer is never made good: the proof would see it."""
    world.house.blind()
    world.house.most_steps = 3
    world.house.arm("web: after question open_checkout")
    with pytest.raises(pytest.fail.Exception, match="never"):
        await lost_on_the_way(world)


async def _undisturbed(world: World) -> tuple[dict[str, Ending], dict[str, list[str]]]:
    """How each flow ends by itself, and the points of money with the flows that pass them.

    Whether a sweep asks about a lost answer, or the job that is tried again comes first, is chance: what no flow passed
    is looked for again, and each flow ends as it did.
    """
    clean: dict[str, Ending] = {}
    points: dict[str, list[str]] = {}
    world.house.passed()
    for _ in range(TRIES):
        for name, flow in FLOWS.items():
            ending = await flow(world)
            assert clean.setdefault(name, ending) == ending, name
            for point in filter(_is_of_money, world.house.passed()):
                points[point] = [*dict.fromkeys([*points.get(point, []), name])]
        if not _without_point(points):
            break
    return clean, points


def _is_of_money(point: str) -> bool:
    what = _what(point)
    return what.startswith("question") or what.rpartition(" ")[2].startswith(("booking.money", *BESIDE))  # fmt: skip


def _without_point(points: dict[str, list[str]]) -> list[str]:
    """Commits and questions of the program's own list that no flow passed, and exceptions that are none any more."""
    passed = {_what(point) for point in points}
    excepted = {f"commit of {name}" for name in NOT_PASSED}
    wanted = commits_of(booking.money) | questions()
    return sorted((wanted - passed - excepted) | (excepted & passed) | (excepted - wanted))


def _what(point: str) -> str:
    """A point's name without its process, and without before and after."""
    return _place(point).partition(" ")[2]


def _place(point: str) -> str:
    """A point's name without its process."""
    return point.partition(": ")[2]


def _spread(points: dict[str, list[str]], many: int) -> Sequence[tuple[str, list[str]]]:
    """So many of them, as far apart as they stand."""
    every = list(points.items())
    step = max(1, len(every) // max(1, many))
    return every[step // 2 :: step][:many]
