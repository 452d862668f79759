"""The servers as fixtures: started at first use, once per test process, stopped at its end.

Each xdist process has its own PostgreSQL and Redis: nothing is shared, so nothing need be locked.
"""

import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.servers import machine
from tests.servers.browser import launched
from tests.servers.postgres import Postgres
from tests.servers.processes import Tongxin
from tests.servers.redis import RedisServer


def pytest_configure() -> None:
    """Let `timeout` and CI's cancel button end the tests like Ctrl+C, which stops the servers."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    with Postgres(machine.POSTGRES.path()) as server:
        yield server


@pytest.fixture(scope="session")
def redis_server() -> Iterator[RedisServer]:
    with RedisServer(machine.REDIS.path()) as server:
        yield server


@pytest.fixture
def redis_url(redis_server: RedisServer) -> str:
    """The shared Redis, emptied, for a test that neither kills nor stops it."""
    redis_server.flush()
    return redis_server.url


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A browser for one test, in the test's own event loop (about a second to start)."""
    async with launched(machine.CHROMIUM.path()) as running:
        yield running


@pytest.fixture
def tongxin(tmp_path: Path) -> Iterator[Callable[..., Tongxin]]:
    """Starts processes of the program: `tongxin("serve", env={...})`; all are stopped at the end."""
    with ExitStack() as running:

        def started(*command: str, **options: object) -> Tongxin:
            process = Tongxin(*command, **{"folder": tmp_path, **options})  # type: ignore[arg-type]
            return running.enter_context(process)

        yield started
