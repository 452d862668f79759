"""`make run` as its user meets it: one process tree, the first page, 70 bases, and an orderly end by Ctrl+C."""

import os
from collections.abc import Callable
from time import perf_counter

import httpx
import pytest

from tests.proof import Proof
from tests.servers import lifetime
from tests.servers.processes import Tongxin

Start = Callable[..., Tongxin]
DEMO = {"DEMO": "1", "PAYMENTS": "twin"}


def answer(running: Tongxin, path: str) -> httpx.Response:
    return httpx.get(f"{running.url}{path}", trust_env=False, timeout=30, follow_redirects=False)


@pytest.mark.proof
def test_a_fresh_house_shows_its_first_page_with_seventy_bases_and_is_ready(
    tongxin: Start, proof: Proof
) -> None:
    began = perf_counter()
    running = tongxin("run", env=DEMO)
    first = answer(running, "/")
    proof.found(seconds_to_first_page=round(perf_counter() - began, 1), load=os.getloadavg()[0])

    assert first.status_code == 200
    assert answer(running, "/en/").status_code == 200
    assert answer(running, "/api/v1/sites").json()["total"] == 70
    assert answer(running, "/sign-in").status_code == 200
    assert lifetime.until(lambda: is_ready(running), within=30)
    for words in (
        "同心疗休养已启动",
        "Tongxin Retreats is running",
        f"{running.url}/en/",
        "SQLite",
    ):
        assert words in running.log

    assert running.stop() == 0
    assert nothing_is_left_of(running)
    assert running.log.count('"worker_stopped"') == 1
    assert "first_failed" not in running.log


def is_ready(running: Tongxin) -> bool:
    """Green: not even the worker is missing."""
    ready = answer(running, "/readyz")
    return ready.status_code == 200 and ready.json()["status"] == "ready"


def nothing_is_left_of(running: Tongxin) -> bool:
    """The process led a group of its own: once all are gone there is no such group."""
    assert running.process
    try:
        os.killpg(running.process.pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_house_that_was_stopped_in_the_middle_of_its_story_starts_again(tongxin: Start) -> None:
    running = tongxin("run", env=DEMO)
    assert running.stop() == 0
    running.start()

    assert answer(running, "/api/v1/sites").json()["total"] == 70
    assert lifetime.until(lambda: is_ready(running), within=30)
    assert "demonstration_refused" not in running.log
    assert running.stop() == 0
    assert nothing_is_left_of(running)
