"""Tortoise's SQLite backend with transactions that begin IMMEDIATE and never leak their lock.

The stock one begins DEFERRED (a read before a write then fails at once when another process
writes), commits what it finds open, and keeps the connection's lock when BEGIN itself fails.
"""

import sqlite3
from typing import Any

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

    def _in_transaction(self) -> TransactionContext:
        return ImmediateContext(ImmediateWrapper(self), self._lock)


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
