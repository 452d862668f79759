"""The throwaway servers are what they say: unprivileged, restartable, and really gone."""

import hashlib
import os
import signal
import socket
import sys
from pathlib import Path

import asyncpg
import pytest
import redis
from playwright.async_api import Browser, Page

from tests.network import OutsideNetwork
from tests.servers import lifetime, machine
from tests.servers.postgres import Postgres
from tests.servers.redis import RedisServer

ROOT = Path(__file__).parents[2]


async def test_postgres_answers_at_its_address(postgres_server: Postgres) -> None:
    connection = await asyncpg.connect(postgres_server.url())

    assert await connection.fetchval("SELECT 1") == 1

    await connection.close()


def test_postgres_does_not_run_as_root(postgres_server: Postgres) -> None:
    assert postgres_server.process
    owner = Path(f"/proc/{postgres_server.process.pid}").stat().st_uid

    assert owner != 0


def test_a_database_starts_as_a_copy_of_its_template(postgres_server: Postgres) -> None:
    postgres_server.create("harness_template")
    postgres_server.execute(
        "CREATE TABLE places AS SELECT '屯溪' AS name", database="harness_template"
    )

    postgres_server.create("harness_copy", template="harness_template")

    assert postgres_server.execute("SELECT name FROM places", database="harness_copy") == "屯溪"
    postgres_server.drop("harness_copy")
    postgres_server.drop("harness_template")


def test_a_dropped_database_is_gone(postgres_server: Postgres) -> None:
    postgres_server.create("harness_gone")

    postgres_server.drop("harness_gone")

    with pytest.raises(RuntimeError, match="does not exist"):
        postgres_server.execute("SELECT 1", database="harness_gone")


def test_a_durable_postgres_keeps_what_it_committed_when_the_plug_is_pulled() -> None:
    with Postgres(machine.POSTGRES.path(), durable=True) as server:
        server.execute("CREATE TABLE kept AS SELECT 7 AS seven")

        server.pull_the_plug()
        server.start()

        assert server.execute("SELECT seven FROM kept") == "7"
        assert server.execute("SHOW fsync") == "on"


async def test_postgres_refuses_after_it_was_stopped() -> None:
    with Postgres(machine.POSTGRES.path()) as server:
        address = server.url()

    with pytest.raises(ConnectionRefusedError):
        await asyncpg.connect(address)
    assert not server.home.exists()


def test_redis_answers_ping(redis_server: RedisServer) -> None:
    assert redis_server.execute("PING") is True


def test_each_test_finds_redis_empty(
    redis_server: RedisServer, request: pytest.FixtureRequest
) -> None:
    redis_server.execute("SET", "left", "over")

    request.getfixturevalue("redis_url")

    assert redis_server.execute("DBSIZE") == 0


def test_a_durable_redis_keeps_its_keys_when_it_is_killed() -> None:
    with RedisServer(machine.REDIS.path(), durable=True) as server:
        server.execute("SET", "kept", "7")

        server.kill()
        server.start()

        assert server.execute("GET", "kept") == b"7"


def test_a_killed_redis_refuses_until_it_is_started_again() -> None:
    with RedisServer(machine.REDIS.path()) as server:
        server.kill()

        with pytest.raises(redis.ConnectionError):
            server.execute("PING")
        server.start()

        assert server.execute("PING") is True


async def test_chromium_has_a_glyph_for_every_chinese_character(browser: Browser) -> None:
    page = await browser.new_page()

    # 䶮 and 㛃 stand in names; U+10FFFE is in no font and shows what a missing glyph looks like.
    drawn = [await _drawing(page, text) for text in ("疗", "休", "养", "䶮", "㛃")]
    tofu = await _drawing(page, "\U0010fffe")

    assert tofu not in drawn
    assert len(set(drawn)) == len(drawn)


async def test_two_missing_glyphs_look_alike(browser: Browser) -> None:
    page = await browser.new_page()

    assert await _drawing(page, "\U0010fffe") == await _drawing(page, "\U000ffffe")


async def _drawing(page: Page, text: str) -> str:
    await page.set_content(f"<meta charset=utf-8><p style='font-size:64px;margin:0'>{text}</p>")
    return hashlib.sha256(await page.screenshot()).hexdigest()


def test_a_server_ends_even_when_the_tests_are_killed(tmp_path: Path) -> None:
    tests_and_their_server = (
        "from pathlib import Path; from tests.servers import lifetime;"
        "server = lifetime.start(['sleep', '600'], log=Path('server.log'));"
        "print(server.pid, flush=True); server.wait()"
    )
    log = tmp_path / "tests.log"
    command = [sys.executable, "-c", tests_and_their_server]
    tests = lifetime.start(
        command, log=log, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert lifetime.until(lambda: _is_running("sleep", log), within=20)

    lifetime.stop(tests, how=signal.SIGKILL)

    assert lifetime.until(lambda: not _is_running("sleep", log), within=20)


def _is_running(program: str, log: Path) -> bool:
    """Whether the process whose number the log shows is that program, alive."""
    try:
        _, name, state, *_ = Path(f"/proc/{int(log.read_text())}/stat").read_text().split()
    except (ValueError, FileNotFoundError):
        return False
    return name == f"({program})" and state != "Z"


async def test_a_test_cannot_reach_another_machine() -> None:
    with socket.socket() as outward, pytest.raises(OutsideNetwork):
        outward.connect(("192.0.2.1", 80))
    with pytest.raises(OutsideNetwork):
        socket.getaddrinfo("example.org", 443)
