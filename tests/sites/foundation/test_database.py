"""One transaction for a verb: shielded against cancelling, retried on collisions, never nested."""

import asyncio

import pytest

from sites.foundation import database as db
from sites.foundation import outbox
from sites.foundation.outbox import OutboxRow


@db.transaction
async def write_and_wait(gate: asyncio.Event | None = None) -> None:
    await outbox.post("test.topic", {"id": 1})
    if gate:
        await gate.wait()


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
        await write_and_wait()

    with pytest.raises(RuntimeError):
        await outer()


async def test_a_shared_writer_refuses_to_work_outside_a_transaction(database: str) -> None:
    with pytest.raises(RuntimeError):
        await outbox.post("test.topic", {})


@pytest.mark.proof
async def test_cancelled_verbs_leak_neither_lock_nor_connection(database: str, proof) -> None:
    rounds = proof.size("cancelled", small=300, full=1000)
    for i in range(rounds):
        task = asyncio.create_task(write_and_wait())
        for _ in range(i % 60):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    await asyncio.wait_for(write_and_wait(), timeout=20)
    proof.found(cancelled=rounds, leaked=0)


async def test_parallel_writers_all_end(database: str) -> None:
    await asyncio.wait_for(asyncio.gather(*(write_and_wait() for _ in range(24))), timeout=30)

    assert await OutboxRow.all().count() == 24
