"""A fresh, migrated database for a test, on SQLite and on PostgreSQL; afterwards everything is recounted.

The migrated template is made once per test process. SQLite's file is copied for each test; PostgreSQL's
database is copied once and then emptied (tests/servers/emptied.py): to copy its 650 files and to
warm up a session on the copy costs more than most tests do.
"""

import asyncio
import base64
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.migrations.api.migrate import migrate

from booking import TABLES
from booking.insights.invariants import CHECKS, name_of, recount
from sites.foundation import database as db
from sites.foundation import sealing
from tests.servers.emptied import Emptied
from tests.servers.postgres import Postgres

EVERY = "every check"  # for the tests of the recount itself
KEYS = sealing.Keys({"k1": b"0" * 32}, b"index key of the tests")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "breaks_invariants(*names): the test breaks these checks of the recount on purpose",
    )


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "tongxin.db"
    asyncio.run(_migrated(f"sqlite://{path}"))
    return path


@pytest.fixture(scope="session")
def emptied(postgres_server: Postgres) -> Iterator[Emptied]:
    asyncio.run(_migrated(postgres_server.create("tongxin_template")))
    made = Emptied(postgres_server, template="tongxin_template")
    yield made
    made.close()


@pytest.fixture
def fresh_database(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """`fresh_database("sqlite" | "postgres")` is the address of a migrated, empty database, one of a kind for a test."""

    def fresh(kind: str) -> str:
        if kind == "sqlite":
            copy = tmp_path / "tongxin.db"
            shutil.copy(request.getfixturevalue("sqlite_template"), copy)
            return f"sqlite://{copy}"
        emptied: Emptied = request.getfixturevalue("emptied")
        return emptied.address()

    return fresh


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, fresh_database: Callable[[str], str]) -> str:
    return fresh_database(request.param)


@pytest.fixture
async def database(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[str]:
    """The address of the connected database. After the test the invariants of the domain must hold.

    A test that breaks some on purpose names them: `breaks_invariants("claims_belong_to_groups")`. The others
    are still recounted.
    """
    sealing.configure(KEYS)
    await db.connect(database_url, TABLES)
    if db.is_sqlite():
        # A power cut ends a test with its database; to wait for the disk would prove nothing here.
        await db.connection().execute_query("PRAGMA synchronous=OFF")
    try:
        yield database_url
        assert await recount(but=exempt(request.node)) == []
    finally:
        await db.disconnect()
        # Tortoise keeps prepared statements by the connection's name, whatever the dialect was.
        EXECUTOR_CACHE.clear()


def exempt(node: pytest.Item) -> frozenset[str]:
    """The checks that the test's own mark, its file's included, names. A name that no check has is a fault."""
    named = frozenset(name for mark in node.iter_markers("breaks_invariants") for name in mark.args)
    marked = node.get_closest_marker("breaks_invariants") is not None
    known = {name_of(check) for check in CHECKS}
    if (marked and not named) or not named <= known | {EVERY}:
        pytest.fail(f"breaks_invariants names the checks that it breaks: {sorted(named - known)}")
    return frozenset(known) if EVERY in named else named


async def _migrated(url: str) -> None:
    from tortoise import Tortoise

    try:
        await migrate(config=db.configuration(url, TABLES))
    finally:
        await Tortoise.close_connections()


def settings_environment(url: str, folder: Path) -> dict[str, str]:
    """What a real process needs to use this database with the tests' keys."""
    return {
        "DATABASE_URL": url,
        "DATA_DIR": str(folder),
        "SECRET_KEY": "s" * 64,
        "FIELD_KEYS": "k1:" + base64.urlsafe_b64encode(b"0" * 32).decode(),
        "INDEX_KEY": "index key of the tests",
    }
