"""sqlite3 and asyncpg behind one narrow door for the floor: fetch rows, one transaction at a time."""

import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, Protocol

Row = dict[str, Any]


class Asked(Protocol):
    async def fetch(self, sql: str, values: Sequence[Any]) -> list[Row]: ...


class Database(Asked, Protocol):
    def transaction(self) -> Any: ...


class Lite:
    """One connection, its statements in the loop's own thread: the dearest part of SQLite is the way to another one."""

    def __init__(self, path: str) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.row_factory = sqlite3.Row
        # As durable as the program is.
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000"):
            self.connection.execute(f"PRAGMA {pragma}")

    async def fetch(self, sql: str, values: Sequence[Any]) -> list[Row]:
        return [dict(row) for row in self.connection.execute(sql, values)]

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator["Lite"]:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")


class Postgres:
    def __init__(self, pool: Any) -> None:
        self.pool = pool

    async def fetch(self, sql: str, values: Sequence[Any]) -> list[Row]:
        async with self.pool.acquire() as connection:
            return [dict(row) for row in await connection.fetch(sql, *values)]

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator["One"]:
        async with self.pool.acquire() as connection, connection.transaction():
            yield One(connection)


class One:
    def __init__(self, connection: Any) -> None:
        self.connection = connection

    async def fetch(self, sql: str, values: Sequence[Any]) -> list[Row]:
        return [dict(row) for row in await self.connection.fetch(sql, *values)]


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Any]:
    if url.startswith("sqlite"):
        yield Lite(url.removeprefix("sqlite://"))
        return
    import asyncpg

    async with asyncpg.create_pool(url, min_size=1, max_size=8) as pool:
        yield Postgres(pool)
