"""Which tables are read while a block runs, by whatever goes through Tortoise."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tortoise.backends.asyncpg.client import AsyncpgDBClient
from tortoise.backends.sqlite.client import SqliteClient

HEARD = ("execute_query", "execute_query_dict")


@contextmanager
def tables_read() -> Iterator[set[str]]:
    read: set[str] = set()
    kept = [(c, n, getattr(c, n)) for c in (SqliteClient, AsyncpgDBClient) for n in HEARD]

    def hearing(ask: Any) -> Any:
        async def execute(self: Any, query: str, values: list[Any] | None = None) -> Any:
            read.update(re.findall(r'(?:FROM|JOIN|UPDATE|INTO)\s+"?(\w+)', query))
            return await ask(self, query, values)

        return execute

    for client, name, ask in kept:
        setattr(client, name, hearing(ask))
    try:
        yield read
    finally:
        for client, name, ask in kept:
            setattr(client, name, ask)
