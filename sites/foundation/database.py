"""The one way into the database: a verb's single transaction, and raw rows for scarce counters.

Nothing else opens a transaction. It runs in a task of its own under a shield, so that a cancelled
request can leave neither a lock nor a connection behind, and starts again when the database says
that two transactions collided.
"""

import asyncio
import json
import random
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from urllib.parse import unquote, urlsplit

import asyncpg
from tortoise import Tortoise
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connection
from tortoise.exceptions import OperationalError
from tortoise.transactions import in_transaction

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_
from sites.foundation.sqlite import ImmediateClient

P = ParamSpec("P")
T = TypeVar("T")

TRIES = 5
# A row that another transaction holds was waited for in vain. PostgreSQL alone says so.
LockTimeout = asyncpg.LockNotAvailableError
_open: ContextVar[bool] = ContextVar("transaction_open", default=False)


class DatabaseBusy(Refusal):
    code = "database_busy"
    kind = Kind.BUSY
    words = N_("The system is busy. Nothing was changed. Try again in a moment.")


def transaction(verb: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Coroutine[Any, Any, T]]:
    """Run the whole verb in one transaction; on a collision run it again from its first line."""

    @wraps(verb)
    async def run(*args: P.args, **kwargs: P.kwargs) -> T:
        if _open.get():
            msg = f"{verb.__qualname__} opens a transaction inside another"
            raise RuntimeError(msg)
        for attempt in range(TRIES):
            try:
                return await _to_its_end(asyncio.create_task(_once(verb, *args, **kwargs)))
            except (OperationalError, sqlite3.OperationalError, asyncpg.PostgresError) as fault:
                if not _is_collision(fault):
                    raise
                # Jitter only: nobody's secret depends on it.
                await asyncio.sleep(random.uniform(0.005, 0.03) * 2**attempt)
        raise DatabaseBusy

    return run


async def _once(verb: Callable[P, Awaitable[T]], *args: P.args, **kwargs: P.kwargs) -> T:
    async with in_transaction():
        _open.set(True)
        return await verb(*args, **kwargs)


async def _to_its_end(task: "asyncio.Task[T]") -> T:
    """Await the task; when cancelled meanwhile, first let the transaction finish, then say so."""
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            try:
                await asyncio.shield(asyncio.wait([task]))
            except asyncio.CancelledError:
                continue
        if not task.cancelled():
            task.exception()  # looked at, so that nothing is reported as forgotten
        raise


def _is_collision(fault: Exception) -> bool:
    if isinstance(fault, asyncpg.PostgresError):
        return fault.sqlstate in {"40001", "40P01", "55P03"}
    return "locked" in str(fault) or "busy" in str(fault)


def demand_transaction() -> None:
    """Writers shared between rooms call this first: they never work outside a verb's transaction."""
    if not _open.get():
        msg = "this writer works only inside a verb's transaction"
        raise RuntimeError(msg)


def is_in_transaction() -> bool:
    return _open.get()


async def change(sql: str, *values: object) -> int:
    """Run one UPDATE, INSERT or DELETE with `$1` placeholders; how many rows it touched."""
    count, _ = await connection().execute_query(sql, list(values))
    return int(count)


async def fetch(sql: str, *values: object) -> list[dict[str, Any]]:
    """Rows of a SELECT, or of a statement with RETURNING. SQLite gives days, instants and JSON as text: see below."""
    return await connection().execute_query_dict(sql, list(values))


async def insert(table: str, **columns: object) -> int:
    """Write one row and answer its id; as `insert_all`."""
    return (await insert_all(table, [columns]))[0]


async def insert_all(table: str, rows: Sequence[Mapping[str, object]]) -> list[int]:
    """Write rows of the same columns in one statement, without the ORM's way round; their ids.

    What is not named has the database's own default, or none: name every column. JSON is text already.
    """
    values = [value for row in rows for value in row.values()]
    each = len(rows[0])
    marks = (
        f"({', '.join(f'${n}' for n in range(first, first + each))})"
        for first in range(1, len(values) + 1, each)
    )
    sql = f"INSERT INTO {table} ({', '.join(rows[0])}) VALUES {', '.join(marks)} RETURNING id"  # noqa: S608 - own words
    return [int(row["id"]) for row in await fetch(sql, *values)]


def read_day(raw: date | str) -> date:
    return date.fromisoformat(raw) if isinstance(raw, str) else raw


def read_instant(raw: Any) -> Any:
    """A datetime; None stays None."""
    return datetime.fromisoformat(raw) if isinstance(raw, str) else raw


def read_json(raw: Any) -> Any:
    return json.loads(raw) if isinstance(raw, str) else raw


def connection() -> BaseDBAsyncClient:
    return get_connection("default")


def is_sqlite() -> bool:
    return connection().capabilities.dialect == "sqlite"


@asynccontextmanager
async def unattended() -> AsyncIterator[None]:
    """For what can be made again, by a process that serves nobody meanwhile, like the demonstration.

    On SQLite it goes faster, and a power cut loses the last commits, never the file. On PostgreSQL
    nothing changes.
    """
    client = connection()
    if not isinstance(client, ImmediateClient):
        yield
        return
    async with client.unattended():
        yield


# What was introduced before the fork, until this process connects.
_introduced: list[dict[str, Any]] = []


def introduce(url: str, apps: Mapping[str, Sequence[str]]) -> None:
    """Join the tables' models before processes are forked, which is the same in all; nothing is opened yet.

    The first `connect` of each with the same words takes them as they are.
    """
    asyncio.run(connect(url, apps))
    _introduced.append(configuration(url, apps))


async def connect(url: str, apps: Mapping[str, Sequence[str]], *, everywhere: bool = True) -> None:
    """Open the database. `everywhere` shows it to every task of the process, as the web needs."""
    if _introduced:
        if _introduced.pop() == configuration(url, apps):
            return
        await disconnect()
    await Tortoise.init(config=configuration(url, apps), _enable_global_fallback=everywhere)


async def disconnect() -> None:
    await Tortoise.close_connections()


def configuration(url: str, apps: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Tortoise's configuration. The order of `apps` is the order of their migrations."""
    return {
        "connections": {"default": _sqlite(url) if url.startswith("sqlite") else _postgres(url)},
        "apps": {
            name: {"models": list(models), "migrations": f"{name}.migrations"}
            for name, models in apps.items()
        },
        "use_tz": True,
        "timezone": "UTC",
    }


def _sqlite(url: str) -> dict[str, Any]:
    path = url.removeprefix("sqlite://")
    return {"engine": "sites.foundation.sqlite", "credentials": {"file_path": unquote(path)}}


def _postgres(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "engine": "tortoise.backends.asyncpg",
        "credentials": {
            "host": unquote(query.get("host", parts.hostname or "localhost")),
            "port": parts.port or 5432,
            "user": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "database": unquote(parts.path.lstrip("/")),
            "minsize": 1,
            "maxsize": int(query.get("maxsize", "8")),
            "server_settings": {
                "lock_timeout": "3000",
                "statement_timeout": "15000",
                "idle_in_transaction_session_timeout": "30000",
            },
        },
    }
