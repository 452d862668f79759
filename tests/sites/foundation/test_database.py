"""One transaction for a verb: shielded against cancelling, retried on collisions, never nested."""

import asyncio

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
