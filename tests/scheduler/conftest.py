"""Workers for the proofs of the queue: embedded and by arq, on both databases."""

import os
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE

from booking import TABLES
from sites.foundation import database as db
from sites.foundation import sealing
from tests.databases import KEYS
from tests.scheduler import effects
from tests.scheduler.workers import House, Worker
from tests.servers import lifetime

# A process costs a second or more: each proof runs once by each way and once on each database.
WAYS = [("sqlite", "embedded"), ("postgres", "arq")]
ALL_WAYS = [
    ("sqlite", "embedded"),
    ("sqlite", "arq"),
    ("postgres", "embedded"),
    ("postgres", "arq"),
]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "all_ways: on both databases, embedded and by arq")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    chosen = any(
        mark.args[0] == "where" for mark in metafunc.definition.iter_markers("parametrize")
    )
    if "where" in metafunc.fixturenames and not chosen:
        every = (
            metafunc.definition.get_closest_marker("all_ways") or os.environ.get("PROOF") == "full"
        )
        ways = ALL_WAYS if every else WAYS
        metafunc.parametrize("where", ways, indirect=True, ids=["-".join(way) for way in ways])


@pytest.fixture
def where(request: pytest.FixtureRequest, fresh_database: Callable[[str], str]) -> House:
    kind, way = request.param
    redis = str(request.getfixturevalue("redis_url")) if way == "arq" else ""
    return House(fresh_database(kind), redis)


@pytest.fixture
async def house(where: House) -> AsyncIterator[House]:
    """A fresh database with the table of effects, connected here too, and an emptied Redis."""
    sealing.configure(KEYS)
    await db.connect(where.database, TABLES)
    try:
        await effects.create_table()
        yield where
    finally:
        await db.disconnect()
        EXECUTOR_CACHE.clear()


@pytest.fixture
def new_worker(tmp_path: Path) -> Iterator[Callable[..., Worker]]:
    """Starts workers, each logging into a folder of its own if named; none outlives the test."""
    started: list[Worker] = []

    def start(house: House, **pace: float) -> Worker:
        worker = Worker(tmp_path, database=house.database, redis=house.redis, **pace)
        worker.log_file = tmp_path / f"worker-{len(started)}.log"
        started.append(worker.start())
        return worker

    yield start
    for worker in started:
        lifetime.stop(worker.running)
