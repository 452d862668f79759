"""One transaction for a verb: shielded against cancelling, retried on collisions, never nested."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from sites.foundation import database as db
from sites.foundation import outbox
from sites.foundation.outbox import OutboxRow


@db.transaction
async def write() -> None:
    await outbox.post("test.topic", {"id": 1})


async def test_a_verb_that_fails_leaves_nothing(database: str) -> None:
    @db.transaction
    async def failing() -> None:
        await outbox.post("test.topic", {"id": 1})
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - any failure of the verb
        await failing()

    assert await OutboxRow.all().count() == 0


async def test_a_transaction_inside_a_transaction_is_refused(database: str) -> None:
    @db.transaction
    async def outer() -> None:
        await write()

    with pytest.raises(RuntimeError):
        await outer()


async def test_a_shared_writer_refuses_to_work_outside_a_transaction(database: str) -> None:
    with pytest.raises(RuntimeError):
        await outbox.post("test.topic", {})


async def test_parallel_writers_all_end(database: str) -> None:
    await asyncio.wait_for(asyncio.gather(*(write() for _ in range(24))), timeout=30)

    assert await OutboxRow.all().count() == 24


INTRODUCED = """
import asyncio, sys
from pathlib import Path
from booking import TABLES
from sites.foundation import database as db

async def asked(path):
    await db.connect(f"sqlite://{path}", TABLES)
    await db.fetch("SELECT 1")
    await db.disconnect()

known, *asked_for = sys.argv[1:]
db.introduce(f"sqlite://{known}", TABLES)
print(Path(known).exists())
for path in asked_for:
    asyncio.run(asked(path))
    print(Path(path).exists())
"""


@pytest.mark.parametrize("asked", [("a", "b"), ("b", "a"), ("a", "a")])
def test_an_introduced_database_is_opened_by_the_first_connect_and_not_before(
    tmp_path: Path, asked: tuple[str, str]
) -> None:
    files = [str(tmp_path / name) for name in ("a", *asked)]
    done = subprocess.run(
        [sys.executable, "-c", INTRODUCED, *files], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "True", "True"]
