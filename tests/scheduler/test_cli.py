"""The commands as they are typed."""

import asyncio
import base64
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from booking import people
from sites.foundation.actor import Viewer
from sites.foundation.identifiers import public_id
from tests.databases import settings_environment
from tests.factories.people import make_union
from tests.scheduler.commands import tongxin, tongxin_process

COMMANDS = ("serve", "worker", "run", "migrate", "demo", "create-admin", "import-sites", "token",
    "take-online", "check", "backup", "restore", "version")  # fmt: skip


def test_help_names_every_command(tmp_path: Path) -> None:
    done = tongxin("--help", folder=tmp_path)

    assert [name for name in COMMANDS if f"  {name} " not in done.stdout] == []
    assert done.returncode == 0


def test_help_loads_no_heavy_library(tmp_path: Path) -> None:
    """`--help` under half a second: what it must not import, instead of a stopwatch."""
    done = tongxin_process("--help", folder=tmp_path, PYTHONPROFILEIMPORTTIME="1")
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}

    assert "typer" in loaded
    assert (
        loaded & {"tortoise", "pydantic", "uvicorn", "starlette", "jinja2", "arq", "asyncpg"}
        == set()
    )


def test_version_is_told(tmp_path: Path) -> None:
    assert tongxin("version", folder=tmp_path).stdout.startswith("tongxin ")


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
async def test_two_migrations_at_once_are_harmless(
    tmp_path: Path, kind: str, empty_database: Callable[[str], str]
) -> None:
    environment = settings_environment(empty_database(kind), tmp_path)
    both = [
        asyncio.to_thread(tongxin_process, "migrate", folder=tmp_path, **environment)
        for _ in range(2)
    ]
    done = await asyncio.gather(*both)

    assert [one.returncode for one in done] == [0, 0], [one.stderr for one in done]
    assert sorted("booking.0001_initial" in one.stdout for one in done) == [False, True]


@pytest.fixture
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    name = f"empty_{public_id()[:8]}"

    def make(kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite://{tmp_path / 'empty.db'}"
        server = request.getfixturevalue("postgres_server")
        request.addfinalizer(lambda: server.drop(name))
        return str(server.create(name))

    return make


def test_models_and_migrations_agree(tmp_path: Path) -> None:
    done = tongxin("migrate", "--check", folder=tmp_path)

    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["migrate", "run", "check"])
def test_a_missing_database_is_told_in_a_sentence(tmp_path: Path, command: str) -> None:
    nobody = "postgres://tongxin:secret@127.0.0.1:1/tongxin"
    done = tongxin_process(command, folder=tmp_path, **settings_environment(nobody, tmp_path))

    assert done.returncode == 69
    assert len(done.stderr.splitlines()) == 1
    assert "secret" not in done.stderr


def test_the_first_administrator_gets_a_link_once(tmp_path: Path) -> None:
    tongxin("migrate", folder=tmp_path)
    done = tongxin("create-admin", "--name", "李", "--email", "li@example.cn", folder=tmp_path)

    assert "http://127.0.0.1:8000/reset/" in done.stdout
    refused = tongxin("create-admin", "--name", "李", "--email", "no address", folder=tmp_path)
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr


def test_a_token_is_shown_once_and_kept_as_a_hash(tmp_path: Path) -> None:
    tongxin("migrate", folder=tmp_path)
    tongxin("create-admin", "--name", "李", "--email", "li@example.cn", folder=tmp_path)
    token = tongxin("token", "--email", "li@example.cn", folder=tmp_path).stdout.split()[-1]

    with closing(sqlite3.connect(tmp_path / "tongxin.db")) as connection:
        (kept,) = connection.execute("SELECT token_hash FROM api_tokens").fetchone()
    assert len(token) >= 43
    assert token not in kept


async def test_check_fails_under_a_namesake_of_the_key(database: str, tmp_path: Path) -> None:
    who = (await make_union()).organiser
    await people.change_phone("13900001234", viewer=Viewer(who, who.name, "", who.kind, "/"))
    environment = settings_environment(database, tmp_path)
    assert tongxin_process("check", folder=tmp_path, **environment).returncode == 0
    namesake = "k1:" + base64.urlsafe_b64encode(b"1" * 32).decode()
    done = tongxin_process("check", folder=tmp_path, **{**environment, "FIELD_KEYS": namesake})

    assert done.returncode == 2
    assert "users.phone_sealed" in done.stderr


def test_check_lists_breaches_and_ends_with_2(tmp_path: Path) -> None:
    tongxin("migrate", folder=tmp_path)
    assert tongxin("check", folder=tmp_path).returncode == 0
    with closing(sqlite3.connect(tmp_path / "tongxin.db")) as connection, connection:
        connection.execute(
            "INSERT INTO organisations (public_id, kind, name, name_en, area_code, district_code, is_host, unit_kind, sector, "
            "standing, refused_why, open_holds, hold_limit, approval, is_demo, created_at) "
            "VALUES ('x', 'union', 'x', '', '', '', 0, '', '', 'verified', '', 3, 5, '{}', 0, '2026-01-01')"
        )
    done = tongxin("check", folder=tmp_path)

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


WORKING = (
    ("backup",), ("check",), ("create-admin", "--name", "李", "--email", "li@example.cn"), ("token", "--email", "li@example.cn"),
    ("take-online", "li@example.cn"), ("rotate-keys",), ("demo",),
)  # fmt: skip


@pytest.mark.parametrize("command", WORKING, ids=lambda words: words[0])
def test_a_command_makes_no_installation_by_being_asked(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    done = tongxin(*command, folder=tmp_path)

    assert done.returncode == 69
    assert "There is no database" in done.stderr
    assert "tongxin migrate" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
@pytest.mark.parametrize("command", WORKING, ids=lambda words: words[0])
def test_tables_that_are_missing_are_told_in_a_sentence(
    tmp_path: Path, command: tuple[str, ...], kind: str, empty_database: Callable[[str], str]
) -> None:
    environment = settings_environment(empty_database(kind), tmp_path)
    (tmp_path / "empty.db").touch()
    done = tongxin(*command, folder=tmp_path, **environment)

    assert done.returncode == (2 if command == ("check",) else 1)
    assert len(done.stderr.splitlines()) == 1
    assert (
        "nothing to back up" in done.stderr
        if command == ("backup",)
        else "tongxin migrate" in done.stderr
    )
    assert [path.name for path in tmp_path.iterdir()] == ["empty.db"]


def test_a_place_where_no_backup_may_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    tongxin("migrate", folder=tmp_path)
    (tmp_path / "file").touch()
    done = tongxin("backup", str(tmp_path / "file" / "kept.tar.gz"), folder=tmp_path)

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "kept.tar.gz cannot be written" in done.stderr
