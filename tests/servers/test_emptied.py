"""The one database that tests share is to each of them as if it were new."""

from collections.abc import Callable
from contextlib import closing

import asyncpg
import pytest

from tests.servers.emptied import Emptied

Run = Callable[[str], str]
ROW = "INSERT INTO case_counters (year, given) VALUES (2026, 1) RETURNING id"
# Its trigger refuses every deletion, and its book does not exist.
UNCHANGEABLE = (
    "SET session_replication_role = replica; "
    "INSERT INTO entries (book_id, at, what, by_user_id) VALUES (1, now(), 'charge', 0)"
)


@pytest.fixture
def run(emptied: Emptied) -> Run:
    """One statement in the database that a test has just been given."""
    emptied.address()
    return lambda sql: emptied.server.execute(sql, database=emptied.name)


def number_of(emptied: Emptied) -> str:
    """Another one when the database was made anew."""
    return emptied.server.execute(f"SELECT oid FROM pg_database WHERE datname = '{emptied.name}'")


def test_what_a_test_wrote_is_gone_and_numbers_begin_at_one_again(
    emptied: Emptied, run: Run
) -> None:
    assert run(ROW) == "1"
    emptied.address()
    assert run("SELECT count(*) FROM case_counters") == "0"
    assert run(ROW) == "1"


def test_rows_that_nobody_may_delete_are_gone_too(emptied: Emptied, run: Run) -> None:
    run(UNCHANGEABLE)
    emptied.address()
    assert run("SELECT count(*) FROM entries") == "0"


def test_triggers_and_keys_guard_again_after_the_emptying(emptied: Emptied, run: Run) -> None:
    run(UNCHANGEABLE)
    with pytest.raises(RuntimeError, match="entries are never changed"):
        run("DELETE FROM entries")
    with pytest.raises(RuntimeError, match="foreign key"):
        run(UNCHANGEABLE.partition(";")[2])


@pytest.mark.parametrize(
    "ddl",
    [
        "ALTER TABLE nights DROP CONSTRAINT night_not_oversold",
        "ALTER TABLE nights ADD COLUMN more int",
        "ALTER TABLE nights ALTER COLUMN note DROP NOT NULL",
        "ALTER TABLE entries DISABLE TRIGGER entries_no_delete",
        "DROP INDEX stays_public",
        "CREATE OR REPLACE FUNCTION entries_refuse() RETURNS trigger AS 'BEGIN RETURN NULL; END' LANGUAGE plpgsql",
        "DROP TABLE postings",
        "DELETE FROM tortoise_migrations WHERE name = '0002_integrity'",
    ],
)
def test_a_changed_schema_is_copied_anew(emptied: Emptied, run: Run, ddl: str) -> None:
    before = number_of(emptied)
    emptied.address()
    assert number_of(emptied) == before
    run(ddl)
    emptied.address()
    assert number_of(emptied) != before


def test_after_its_uses_the_database_is_a_new_copy(emptied: Emptied) -> None:
    seen = []
    with closing(Emptied(emptied.server, template=emptied.template, uses=2)) as short:
        for _ in range(4):
            short.address()
            seen.append(number_of(short))
    assert seen[0] == seen[1] != seen[2] == seen[3]


async def test_sessions_of_the_test_before_are_ended(emptied: Emptied) -> None:
    left = await asyncpg.connect(emptied.address())
    emptied.address()
    with pytest.raises(asyncpg.PostgresError):
        await left.execute(ROW)


def test_rows_that_a_migration_wrote_are_there_for_every_test(emptied: Emptied) -> None:
    server = emptied.server
    server.create("filled", template=emptied.template)
    for year in ("7", "8"):
        server.execute(ROW.replace("2026", year), database="filled")
    with closing(Emptied(server, template="filled")) as other:
        other.address()
        for change in ("UPDATE case_counters SET given = 5", "DELETE FROM case_counters"):
            server.execute(change, database=other.name)
            other.address()
            rows = server.execute("SELECT year, given FROM case_counters", database=other.name)
            assert rows.split() == ["7|1", "8|1"]
    server.drop(other.name)
    server.drop("filled")


def test_a_session_that_somebody_ended_is_begun_anew_on_a_new_copy(emptied: Emptied) -> None:
    emptied.address()
    emptied.address()
    before = number_of(emptied)
    ended = "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE datname = "
    assert int(emptied.server.execute(f"{ended}'{emptied.name}'")) >= 1
    emptied.address()
    assert number_of(emptied) != before
    emptied.address()
