"""What models and migrations declare exists in both databases, and what it forbids really fails."""

import re
import sqlite3
from collections.abc import AsyncIterator, Callable
from typing import Any

import asyncpg
import pytest

from scheduler.migration import missing
from tests.house.schema import (
    UNCHANGEABLE,
    Index,
    checks,
    columns_of,
    holds_every_check,
    indexes,
    models,
    other_value,
    row_for,
    statement,
)

both = pytest.mark.parametrize("kind", ["sqlite", "postgres"])


class Raw:
    """A connection without the program: foreign keys are off, so that a row needs no parents."""

    def __init__(self, kind: str, connection: Any) -> None:
        self.kind = kind
        self.connection = connection

    @classmethod
    async def open(cls, kind: str, url: str) -> "Raw":
        if kind == "sqlite":
            return cls(kind, sqlite3.connect(url.removeprefix("sqlite://"), isolation_level=None))
        raw = cls(kind, await asyncpg.connect(url))
        await raw.connection.execute("SET session_replication_role = replica")
        return raw

    async def run(self, sql: str) -> str:
        """Empty when it worked, else what the database said."""
        try:
            if self.kind == "sqlite":
                self.connection.execute(sql)
            else:
                await self.connection.execute(sql)
        except (sqlite3.Error, asyncpg.PostgresError) as fault:
            return str(fault)
        return ""

    async def let_everything_be_changed(self) -> None:
        """On PostgreSQL the session's role does it; a test of keys and CHECKs must empty every table."""
        for table in UNCHANGEABLE if self.kind == "sqlite" else ():
            for act in ("update", "delete"):
                assert not await self.run(f"DROP TRIGGER {table}_no_{act}")

    async def rows(self, sql: str) -> list[tuple[Any, ...]]:
        if self.kind == "sqlite":
            return list(self.connection.execute(sql))
        return [tuple(row) for row in await self.connection.fetch(sql)]

    async def close(self) -> None:
        if self.kind == "sqlite":
            self.connection.close()
        else:
            await self.connection.close()


@pytest.fixture
def address(kind: str, fresh_database: Callable[[str], str]) -> str:
    return fresh_database(kind)


@pytest.fixture
async def raw(kind: str, address: str) -> AsyncIterator[Raw]:
    opened = await Raw.open(kind, address)
    yield opened
    await opened.close()


INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    "postgres": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
}
TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgres": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}
FOREIGN = {
    "sqlite": "SELECT m.name, f.\"from\" FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'",
    "postgres": "SELECT c.conrelid::regclass::text, a.attname FROM pg_constraint c "
    "JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] WHERE c.contype = 'f'",
}


async def absent_indexes(raw: Raw) -> list[str]:
    there = {name: " ".join(sql.split()) for name, sql in await raw.rows(INDEXES[raw.kind])}
    return [index.name for index in indexes() if not _is_same(index, there.get(index.name, ""))]


def _is_same(index: Index, sql: str) -> bool:
    plain = sql.replace('"', "").replace("public.", "").replace(" USING btree", "")
    head = f"CREATE {'UNIQUE ' if index.is_unique else ''}INDEX {index.name} ON {index.table}"
    named = re.search(r"\(([^)]*)\)", plain)
    columns = tuple(part.strip() for part in named.group(1).split(",")) if named else ()
    return (
        plain.startswith(head)
        and columns == index.columns
        and bool(index.where) == (" WHERE " in plain)
    )


@both
async def test_every_declared_index_exists_with_its_columns_and_condition(raw: Raw) -> None:
    assert await absent_indexes(raw) == []


@both
async def test_an_index_that_is_lost_is_missed(raw: Raw) -> None:
    assert not await raw.run("DROP INDEX stays_public")
    assert not await raw.run("DROP INDEX stays_state")
    assert not await raw.run("CREATE INDEX stays_state ON stays (state)")
    assert set(await absent_indexes(raw)) == {"stays_public", "stays_state"}


@both
async def test_a_row_that_breaks_no_rule_is_taken_by_every_table(raw: Raw) -> None:
    refused = {}
    for number, model in enumerate(models(), start=1):
        table = str(model._meta.db_table)
        if said := await raw.run(statement(table, row_for(table), number)):
            refused[table] = said
    assert refused == {}


@both
async def test_every_check_refuses_a_row_that_breaks_it_alone_when_it_comes_and_when_it_changes(
    raw: Raw,
) -> None:
    passed = []
    await raw.let_everything_be_changed()
    for number, check in enumerate(checks(), start=1000):
        broken, sound = row_for(check.table, broken=check.rule), row_for(check.table)
        said = await raw.run(statement(check.table, broken, number))
        if check.name not in said:
            passed.append((check.name, "INSERT", said))
        await raw.run(f"DELETE FROM {check.table}")
        assert not await raw.run(statement(check.table, sound, number)), check.name
        changes = {name: value for name, value in broken.items() if sound[name] != value}
        said = await raw.run(_update(check.table, changes))
        if check.name not in said:
            passed.append((check.name, "UPDATE", said))
    assert passed == []
    assert len(checks()) > 40


def _update(table: str, changes: dict[str, Any]) -> str:
    # The INSERT's writer knows how each column is written; its pairs become the SET list.
    head, _, values = statement(table, changes, 0).partition(") VALUES (")
    names = head.partition("(")[2].split(", ")
    pairs = [f"{n} = {v}" for n, v in zip(names, values[:-1].split(", "), strict=True) if n != "id"]
    return f"UPDATE {table} SET {', '.join(pairs)}"


@both
async def test_every_key_refuses_the_second_row_of_the_same(raw: Raw) -> None:
    passed = []
    await raw.let_everything_be_changed()
    for number, index in enumerate((one for one in indexes() if one.is_unique), start=1):
        await raw.run(f"DELETE FROM {index.table}")
        first, second = _same_by(index)
        assert not await raw.run(statement(index.table, first, 2 * number)), index.name
        said = await raw.run(statement(index.table, second, 2 * number + 1))
        named = (
            index.name
            if raw.kind == "postgres"
            else ", ".join(f"{index.table}.{c}" for c in index.columns)
        )
        if named not in said:
            passed.append((index.name, said))
    assert passed == []


def _same_by(index: Index) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two rows alike in this key's columns and different in every other key's."""
    wanted = [f"{column} IS NOT NULL" for column in index.columns] + (
        [index.where] if index.where else []
    )
    first = row_for(index.table, wanted=wanted)
    fields = columns_of(index.table)
    others = {
        c for one in indexes() if one.is_unique and one.table == index.table for c in one.columns
    }
    second = dict(first)
    for column in sorted(others - set(index.columns)):
        changed = {**second, column: other_value(fields[column], first[column])}
        second = changed if holds_every_check(index.table, changed) else second
    return first, second


@both
async def test_what_is_kept_for_good_is_neither_changed_nor_deleted(raw: Raw) -> None:
    there = {name for (name,) in await raw.rows(TRIGGERS[raw.kind])}
    for table in UNCHANGEABLE:
        assert {f"{table}_no_update", f"{table}_no_delete"} <= there
        assert not await raw.run(statement(table, row_for(table), 1))
    if raw.kind == "postgres":
        await raw.run("SET session_replication_role = origin")
    for table in UNCHANGEABLE:
        for act in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
            assert "never changed" in await raw.run(act)


@both
async def test_every_reference_is_held_by_a_foreign_key(raw: Raw) -> None:
    there = set(await raw.rows(FOREIGN[raw.kind]))
    declared = {
        (str(model._meta.db_table), column)
        for model in models()
        for column in (f"{name}_id" for name in model._meta.fk_fields)
    }
    assert declared - there == set()
    assert len(declared) > 30


async def test_the_models_ask_for_no_migration_that_nobody_wrote() -> None:
    assert await missing() == []
