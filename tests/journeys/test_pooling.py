"""Two small unions pool on their phones: one opens its rooms, the other joins, and neither reads the other's name."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.async_api import Browser

from asgi import create_app
from booking.stays.pool_models import Pool
from sites.foundation.actor import Actor
from sites.packages import Heads
from tests.clients import test_settings as settings_for
from tests.factories.people import make_union, session_of
from tests.factories.places import TWIN
from tests.factories.pools import pool_place
from tests.factories.stays import held
from tests.journeys import axe
from tests.journeys.person import PHONE, Person


@pytest.fixture
def database_url(fresh_database: Callable[[str], str]) -> str:
    return fresh_database("sqlite")


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[str]:
    """The composed application at an address of its own."""
    app = create_app(settings_for(folder), database_is_open=True)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off"))
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event to wait for
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await running


async def enter(who: Person, by: Actor) -> None:
    cookie = {"name": "session", "value": await session_of(by), "url": who.origin}
    await who.context.add_cookies([cookie])


async def test_two_unions_pool_and_neither_reads_the_others_name(
    browser: Browser, database: str, tmp_path: Path
) -> None:
    place, union, partner = await pool_place(least=2), await make_union(), await make_union()
    lead = await held(union=union, place=place, heads=Heads(8), rooms={TWIN: 4}, nights=2, made_now=True)  # fmt: skip
    async with (
        served(tmp_path) as url,
        Person(browser, url, size=PHONE, scripts=False) as first,
        Person(browser, url, size=PHONE) as second,
    ):
        await enter(first, union.organiser)
        await enter(second, partner.organiser)
        await first.open(f"/union/stays/{lead.id}")
        await first.go_to(f"/union/stays/{lead.id}/pool")
        await first.fill(words="示例：欢迎本市单位同行")
        await first.press("Open this stay to others")
        pool = (await Pool.get()).public_id

        await second.open("/union/pools")
        await second.go_to(f"/union/pools/{pool}")
        await second.sees("示例：欢迎本市单位同行")
        assert await axe.violations(second.page) == []
        await second.go_to(f"/union/pools/{pool}/joining")
        await second.fill(workers="12")
        await second.press("Work out rooms and price")
        await second.press("Join and hold these rooms")
        await second.reads("You have joined. Your rooms are held under your own union.")

        await first.open(f"/union/pools/{pool}")
        assert partner.name not in await first.page.locator("main").inner_text()
        await first.press("Close now and go on with %(heads)s people", heads=20)
        await first.reads("The group is closed. Each union now submits its own stay.")
        await second.open(f"/union/pools/{pool}")
        await second.reads("Came together")
        assert union.name not in await second.page.locator("main").inner_text()
