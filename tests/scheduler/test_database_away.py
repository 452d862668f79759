"""A worker outlives the sudden end of its database: what was under way is done afterwards, once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE

from booking import TABLES
from scheduler.migration import migrate
from sites.foundation import database as db
from sites.foundation.settings import load
from tests.databases import settings_environment
from tests.scheduler import effects
from tests.scheduler.workers import House, Worker
from tests.servers import lifetime, machine
from tests.servers.postgres import Postgres

NAME = "tongxin"


@pytest.fixture
def server() -> Iterator[Postgres]:
    """One of its own, that writes to disk what it promises."""
    with Postgres(machine.POSTGRES.path(), durable=True) as server:
        server.create(NAME)
        yield server


async def test_a_worker_outlives_its_database(
    server: Postgres, new_worker: Callable[..., Worker], tmp_path: Path
) -> None:
    await _with_rows(server.url(NAME), tmp_path)
    worker = new_worker(House(server.url(NAME)))
    assert lifetime.until(lambda: asked(server, "SELECT min(runs) FROM effects") == "1", within=60)
    server.pull_the_plug()
    assert lifetime.until(lambda: len(worker.events("turn_failed")) > 1, within=60)
    server.start()
    worker.open_gate()

    unfinished = "SELECT count(*) FROM outbox WHERE done_at IS NULL"
    assert lifetime.until(lambda: asked(server, unfinished) == "0", within=60)
    assert (
        asked(server, "SELECT string_agg(DISTINCT state || guarded, ',') FROM effects") == "done1"
    )
    assert worker.running.poll() is None


async def _with_rows(url: str, folder: Path) -> None:
    await migrate(load(settings_environment(url, folder)))
    EXECUTOR_CACHE.clear()
    await db.connect(url, TABLES)
    try:
        await effects.create_table()
        await effects.post("move_when_open", 1, 2, 3)
    finally:
        await db.disconnect()
        EXECUTOR_CACHE.clear()


def asked(server: Postgres, sql: str) -> str:
    return server.execute(sql, database=NAME).strip()
