"""Tortoise's SQLite backend with transactions that begin IMMEDIATE and never leak their lock.

The stock one begins DEFERRED (a read before a write then fails at once when another process
writes), commits what it finds open, and keeps the connection's lock when BEGIN itself fails.
"""

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiosqlite
from tortoise.backends.base.client import TransactionalDBClient, TransactionContext
from tortoise.backends.sqlite.client import (
    SqliteClient,
    SqliteTransactionContext,
    SqliteTransactionWrapper,
)
from tortoise.exceptions import OperationalError


class ImmediateClient(SqliteClient):
    def __init__(self, file_path: str, **credentials: Any) -> None:
        super().__init__(file_path, **credentials)
        # Money and promises: a commit must survive a power cut, not only a crash of the process.
        # What is shredded is overwritten, however the library was built.
        self.pragmas.update(
            synchronous="FULL", busy_timeout="5000", journal_size_limit="67108864", secure_delete="ON"
        )  # fmt: skip

    async def create_connection(self, with_db: bool) -> None:  # noqa: ARG002, FBT001 - the stock signature
        """As the stock one, but what waits for nobody runs in the caller's thread."""
        if self._connection:
            return
        self._connection = await aiosqlite.connect(
            self.filename, isolation_level=None, check_same_thread=False
        )
        self._connection._conn.row_factory = sqlite3.Row  # noqa: SLF001 - as the stock one does
        for pragma, value in self.pragmas.items():
            await (await self._connection.execute(f"PRAGMA {pragma}={value}")).close()
        self._connection._execute = _Nearby(self._connection)  # type: ignore[method-assign, assignment]  # noqa: SLF001 - its one way to the thread
        await self._post_connect()

    def _in_transaction(self) -> TransactionContext:
        return ImmediateContext(ImmediateWrapper(self), self._lock)

    @asynccontextmanager
    async def unattended(self) -> AsyncIterator[None]:
        """For a process that serves nobody meanwhile: whatever waits for another process's lock keeps the
        whole loop waiting, and commits do not wait for the disk.
        """
        await self.execute_query("PRAGMA synchronous=NORMAL")
        opened = self._connection
        async with self._lock:
            nearby = opened._execute  # type: ignore[union-attr]  # noqa: SLF001
            opened._execute = _at_once  # type: ignore[union-attr, method-assign]  # noqa: SLF001
        try:
            yield
        finally:
            async with self._lock:
                opened._execute = nearby  # type: ignore[union-attr, method-assign]  # noqa: SLF001
            await self.execute_query("PRAGMA synchronous=FULL")


async def _at_once(act: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    return act(*args, **kwargs)


class _Nearby:
    """The way to the connection's thread, for what may have to wait: for another process's lock, or for the disk.

    Two changes of thread cost more than most statements do. In WAL mode reading waits for nobody, and
    neither does a transaction that has begun, until it commits.
    """

    def __init__(self, opened: aiosqlite.Connection) -> None:
        self.thread: Callable[..., Any] = opened._execute  # noqa: SLF001
        self.connection = opened._conn  # noqa: SLF001

    async def __call__(self, act: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if self._waits(act, args):
            return await self.thread(act, *args, **kwargs)
        return act(*args, **kwargs)

    def _waits(self, act: Callable[..., Any], args: tuple[Any, ...]) -> bool:
        if act.__name__ in {"commit", "close"}:
            return True
        statement = args[0] if args and isinstance(args[0], str) else ""
        return not (self.connection.in_transaction or statement.startswith("SELECT"))


class ImmediateContext(SqliteTransactionContext):
    async def __aenter__(self) -> TransactionalDBClient:
        await self._trxlock.acquire()
        try:
            await self.ensure_connection()
            await self.connection.begin()
        except BaseException:
            self._trxlock.release()
            raise
        self.token = _connections().set(self.connection_name, self.connection)
        return self.connection  # type: ignore[no-any-return]


class ImmediateWrapper(SqliteTransactionWrapper):
    async def begin(self) -> None:
        try:
            if self._connection.in_transaction:
                await self._connection.rollback()
            await self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as fault:
            raise OperationalError(fault) from fault


def _connections() -> Any:
    from tortoise.connection import get_connections

    return get_connections()


client_class = ImmediateClient
