"""Alive, ready, measured: what a monitor is told, and what it is not."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette

from asgi import create_app
from booking.web import health as pages_of_health
from sites.foundation import clock, health, outbox
from sites.foundation.database import change, disconnect, transaction
from tests.clients import ORIGIN, test_settings


def visitor(folder: Path, **settings: Any) -> httpx2.AsyncClient:
    app = create_app(test_settings(folder, **settings), database_is_open=True)
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url=ORIGIN)


async def readiness(folder: Path, **settings: Any) -> tuple[int, dict[str, Any]]:
    app = Starlette(routes=pages_of_health.ROUTES)
    app.state.settings = test_settings(folder, **settings)
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        answer = await client.get("/readyz")
        return answer.status_code, answer.json()


async def test_a_house_with_its_worker_is_ready(database: str, tmp_path: Path) -> None:
    await health.beat("worker")
    status, told = await readiness(tmp_path)

    assert (status, told["status"]) == (200, "ready")
    assert told["checks"] == {
        "database": "ok", "schema": "ok", "keys": "ok", "queue": "embedded", "worker": "ok",
    }  # fmt: skip


async def test_a_silent_worker_only_degrades(database: str, tmp_path: Path) -> None:
    with clock.moved_to(clock.now() - timedelta(minutes=2)):
        await health.beat("worker")
    status, told = await readiness(tmp_path)

    assert (status, told["status"], told["checks"]["worker"]) == (200, "degraded", "silent")


async def test_a_missing_queue_only_degrades(database: str, tmp_path: Path) -> None:
    await health.beat("worker")
    status, told = await readiness(tmp_path, redis_url="redis://:secret@127.0.0.1:1/0")

    assert (status, told["status"], told["checks"]["queue"]) == (200, "degraded", "failing")
    assert "secret" not in str(told)


async def test_a_queue_that_answers_is_fine(database: str, tmp_path: Path, redis_url: str) -> None:
    await health.beat("worker")

    assert (await readiness(tmp_path, redis_url=redis_url))[1]["checks"]["queue"] == "ok"


async def test_a_schema_that_is_behind_is_not_ready(database: str, tmp_path: Path) -> None:
    await change("DELETE FROM tortoise_migrations WHERE name = '0002_integrity'")
    status, told = await readiness(tmp_path)

    assert (status, told["status"], told["checks"]["schema"]) == (503, "not_ready", "behind")


@pytest.mark.parametrize("path", ["/readyz", "/healthz"])
async def test_without_a_database_the_process_is_alive_and_not_ready(
    tmp_path: Path, path: str
) -> None:
    await disconnect()
    async with visitor(tmp_path) as client:
        answer = await client.get(path)

    assert answer.status_code == (503 if path == "/readyz" else 200)


async def test_numbers_are_for_whoever_carries_the_token(database: str, tmp_path: Path) -> None:
    await _post_two_and_fail_one()
    async with visitor(tmp_path, metrics_token="read me") as client:
        await client.get("/sites?q=a-private-word")
        for header in (
            {},
            {"Authorization": "Bearer wrong"},
            {"Authorization": "Bearer 错".encode()},
        ):
            assert (await client.get("/metrics", headers=header)).status_code == 404
        answer = await client.get("/metrics", headers={"Authorization": "Bearer read me"})

    assert "tongxin_outbox_waiting 1.0" in answer.text
    assert "tongxin_outbox_dead 1.0" in answer.text
    assert 'tongxin_requests_total{method="GET",route="/sites",status="200"}' in answer.text
    assert 'tongxin_stays{state="held"} 0.0' in answer.text
    assert "a-private-word" not in answer.text


async def test_without_a_token_there_are_no_numbers(database: str, tmp_path: Path) -> None:
    async with visitor(tmp_path) as client:
        answer = await client.get("/metrics", headers={"Authorization": "Bearer "})

    assert answer.status_code == 404


async def _post_two_and_fail_one() -> None:
    await _post()
    letters = await outbox.lease(1)
    await outbox.OutboxRow.filter(id=letters[0].id).update(dead_at=clock.now(), leased_until=None)


@transaction
async def _post() -> None:
    await outbox.post("a", {})
    await outbox.post("b", {})


async def test_the_machine_itself_is_answered_whatever_names_are_allowed(
    database: str, tmp_path: Path
) -> None:
    """The health check of a container, and `curl` beside the program, know no public name."""
    names = {"demo": False, "base_url": "https://r.example.cn", "allowed_hosts": "intranet.example"}
    async with visitor(tmp_path, **names, metrics_token="m" * 32) as client:
        for host in ("localhost", "127.0.0.1:8000", "[::1]:8000"):
            asked = {"Host": host, "Authorization": "Bearer " + "m" * 32}
            found = {path: (await client.get(path, headers=asked)).status_code
                     for path in ("/healthz", "/readyz", "/metrics", "/", "/sites", "/en/readyz")}  # fmt: skip
            assert list(found.values()) == [200, 200, 200, 400, 400, 400], found
        assert (await client.get("/healthz", headers={"Host": "evil.example"})).status_code == 400
