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
        self.pragmas.update(synchronous="FULL", busy_timeout="5000", journal_size_limit="67108864")

    async def create_connection(self, with_db: bool) -> None:  # noqa: ARG002, FBT001 - the stock signature
        """As the stock one, but no thread owns the connection: `unattended` uses it from another."""
        if self._connection:
            return
        self._connection = await aiosqlite.connect(
            self.filename, isolation_level=None, check_same_thread=False
        )
        self._connection._conn.row_factory = sqlite3.Row  # noqa: SLF001 - as the stock one does
        for pragma, value in self.pragmas.items():
            await (await self._connection.execute(f"PRAGMA {pragma}={value}")).close()
        await self._post_connect()

    def _in_transaction(self) -> TransactionContext:
        return ImmediateContext(ImmediateWrapper(self), self._lock)

    @asynccontextmanager
    async def unattended(self) -> AsyncIterator[None]:
        """For a process that serves nobody meanwhile: statements run in the caller's thread, and commits
        do not wait for the disk.

        Two changes of thread for each statement cost more than most statements do. The price: whoever
        waits for another process's lock keeps the whole loop waiting.
        """
        await self.execute_query("PRAGMA synchronous=NORMAL")
        opened = self._connection
        async with self._lock:
            opened._execute = _at_once  # type: ignore[union-attr, method-assign]  # noqa: SLF001 - its one way to the thread
        try:
            yield
        finally:
            async with self._lock:
                del opened._execute  # type: ignore[union-attr]  # noqa: SLF001
            await self.execute_query("PRAGMA synchronous=FULL")


async def _at_once(act: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    return act(*args, **kwargs)


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
            await self._connection.rollback()
            await self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as fault:
            raise OperationalError(fault) from fault


def _connections() -> Any:
    from tortoise.connection import get_connections

    return get_connections()


client_class = ImmediateClient
