"""PostgreSQL: a backup goes over the tables of a later release, and leaves none of them; or it changes nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scheduler.dumps import reason_in
from sites.foundation.identifiers import public_id
from tests.databases import settings_environment
from tests.scheduler.commands import Done, tongxin
from tests.servers.postgres import Postgres

Ask = Callable[[str], str]
TABLES = (
    "SELECT string_agg(format('%s.%s', table_name, column_name), ' ' ORDER BY table_name, ordinal_position) "
    "FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema')"
)
# What a release to come may do, and one that was never released.
LATER = {
    "a table that refers": "CREATE TABLE next_things (id int PRIMARY KEY, stay_id bigint REFERENCES stays (id))",
    "a table of its own": "CREATE TABLE next_others (id int PRIMARY KEY)",
    "a column and what reads it": "ALTER TABLE stays ADD mood int; CREATE VIEW next_moods AS SELECT mood FROM stays",
    "a routine and what calls it": "CREATE FUNCTION next_one() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; "
    "CREATE TRIGGER next_one BEFORE INSERT ON stays FOR EACH ROW EXECUTE FUNCTION next_one()",
    "a type and a column of it": "CREATE TYPE next_kind AS ENUM ('a'); ALTER TABLE stays ADD kind next_kind",
    "a schema of its own": "CREATE SCHEMA next; CREATE TABLE next.one (stay_id bigint REFERENCES public.stays (id))",
}  # fmt: skip


class House:
    """A database that belongs to a plain role, as the documents make it, with one administrator and a backup of then."""

    def __init__(self, server: Postgres, folder: Path, name: str) -> None:
        self.server, self.folder, self.name = server, folder, name
        url = server.url(name).replace("tongxin@", "plain@")
        self.environment = settings_environment(url, folder)

    def run(self, *words: str) -> Done:
        return tongxin(*words, folder=self.folder, **self.environment)

    def ask(self, sql: str, *, role: str = "plain") -> str:
        return self.server.execute(f"SET ROLE {role}; {sql}", database=self.name)

    def go_back(self) -> Done:
        return self.run("restore", "kept.tar.gz", "--force", self.name)


@pytest.fixture(scope="module")
def plain(postgres_server: Postgres) -> Postgres:
    postgres_server.execute("CREATE ROLE plain LOGIN CREATEDB")
    return postgres_server


@pytest.fixture
def house(plain: Postgres, tmp_path: Path) -> Iterator[House]:
    house = House(plain, tmp_path, f"house_{public_id()[:8]}".lower())
    plain.execute(f"CREATE DATABASE {house.name} OWNER plain")
    plain.execute(
        "CREATE EXTENSION pg_trgm; CREATE EXTENSION hstore SCHEMA public", database=house.name
    )
    assert house.run("migrate").returncode == 0
    house.run("create-admin", "--name", "李", "--email", "li@example.cn")
    kept = house.run("backup", "kept.tar.gz")
    assert kept.returncode == 0, kept.stderr
    yield house
    plain.drop(house.name)


def test_nothing_of_a_later_release_is_left(house: House) -> None:
    before = house.ask(TABLES)
    for words in LATER.values():
        house.ask(words)
    assert house.ask(TABLES) != before
    house.ask("UPDATE users SET name = '王'")
    done = house.go_back()

    assert (done.returncode, done.stderr) == (0, "")
    assert house.ask(TABLES) == before
    assert house.ask("SELECT name FROM users") == "李"
    assert house.ask("SELECT count(*) FROM pg_proc WHERE proname = 'next_one'") == "0"
    assert house.ask("SELECT count(*) FROM pg_type WHERE typname = 'next_kind'") == "0"
    assert "all tables" in house.run("migrate").stdout
    assert house.run("check").returncode == 0


def test_what_is_another_roles_or_an_extensions_stays(house: House) -> None:
    own = "CREATE TABLE theirs (stay_id bigint REFERENCES stays (id)); INSERT INTO theirs VALUES (NULL)"
    house.ask(own, role="tongxin")
    house.ask("GRANT USAGE ON SCHEMA public TO pg_monitor")
    done = house.go_back()

    assert (done.returncode, done.stderr) == (0, "")
    assert house.ask("SELECT count(*) FROM theirs", role="tongxin") == "1"
    assert house.ask("SELECT similarity('a', 'a')") == "1"
    assert house.ask("SELECT has_schema_privilege('pg_monitor', 'public', 'USAGE')") == "t"


def test_what_cannot_be_put_back_changes_nothing_and_says_why(house: House) -> None:
    house.ask("ALTER TABLE sweep_runs OWNER TO tongxin", role="tongxin")
    house.ask("UPDATE users SET name = '王'; CREATE TABLE next_others (id int)")
    before = house.ask(TABLES)
    done = house.go_back()

    assert done.returncode == 1
    assert 'relation "sweep_runs" already exists' in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert house.ask(TABLES) == before
    assert house.ask("SELECT name FROM users") == "王"


@pytest.mark.parametrize(
    ("stderr", "reason"),
    [
        (
            "pg_restore: while PROCESSING TOC:\npg_restore: error: could not execute query: ERROR:  permission denied\n"
            "Command was: ALTER TABLE x;", "permission denied",
        ),
        ("psql:/x/a.sql:12: ERROR:  no such thing\nLINE 1: SELECT", "no such thing"),
        ('pg_dump: error: connection to server at "10.0.0.1" failed: Connection refused\n\tIs it running?',
         'connection to server at "10.0.0.1" failed: Connection refused'),
        ("Killed", "Killed"), ("", ""),
    ],
)  # fmt: skip
def test_a_failure_is_told_by_its_reason(stderr: str, reason: str) -> None:
    assert reason_in(stderr) == reason
