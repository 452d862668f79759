"""Unattended, SQLite works in the caller's thread; afterwards everything is as before."""

import threading

import pytest

from sites.foundation import outbox
from sites.foundation.database import connection, fetch, is_sqlite, transaction, unattended
from sites.foundation.outbox import OutboxRow


@transaction
async def post(topic: str) -> None:
    await outbox.post(topic, {})


@transaction
async def fail() -> None:
    await outbox.post("never", {})
    raise ValueError("on purpose")


async def test_what_is_written_stands_and_what_fails_does_not(database):
    async with unattended():
        await post("first")
        with pytest.raises(ValueError, match="on purpose"):
            await fail()
    await post("second")
    assert await OutboxRow.all().order_by("id").values_list("topic", flat=True) == [
        "first",
        "second",
    ]


async def test_only_what_may_wait_changes_thread_and_commits_wait_for_the_disk(database):
    if not is_sqlite():
        return
    await fetch("SELECT 1")
    await connection()._connection._execute(
        connection()._connection._conn.create_function, "thread", 0, threading.get_ident
    )

    @transaction
    async def inside() -> int:
        return await thread_of_a_statement(WRITING)

    own = threading.get_ident()
    async with unattended():
        assert await thread_of_a_statement(WRITING) == own
        assert await fetch("PRAGMA synchronous") == [{"synchronous": 1}]
    assert await thread_of_a_statement(READING) == own
    assert await thread_of_a_statement(WRITING) != own
    assert await inside() == own
    assert await fetch("PRAGMA synchronous") == [{"synchronous": 2}]


READING = "SELECT thread() AS ident"
# Stands for any statement that is not plainly a SELECT.
WRITING = "WITH one AS (SELECT thread() AS ident) SELECT ident FROM one"


async def thread_of_a_statement(sql: str) -> int:
    return int((await fetch(sql))[0]["ident"])
