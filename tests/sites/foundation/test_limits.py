"""Requests of one address are counted, in Redis when there is one, and served when it is away."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sites.foundation.shield import Limits, TooManyFromAddress, seconds_until
from sites.foundation.words import say
from tests.servers import machine
from tests.servers.redis import RedisServer


async def hello(_request: Request) -> Response:
    return PlainTextResponse("hello")


def refused(_path: str, refusal: TooManyFromAddress) -> Response:
    return PlainTextResponse(say(refusal), 429, refusal.headers)


@asynccontextmanager
async def visitor(
    per_minute: int, redis_url: str = "", address: str = "192.0.2.1"
) -> AsyncIterator[httpx2.AsyncClient]:
    app = Limits(
        Starlette(routes=[Route("/", hello)]),
        per_minute=per_minute,
        redis_url=redis_url,
        refusing=refused,
    )
    transport = httpx2.ASGITransport(app=app, client=(address, 1))
    async with httpx2.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client
    if redis_url:
        await app.limiter.storage.bridge.storage.aclose(close_connection_pool=True)


async def statuses(client: httpx2.AsyncClient, times: int) -> list[int]:
    return [(await client.get("/")).status_code for _ in range(times)]


async def test_one_too_many_is_told_how_many_seconds_are_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)
    async with visitor(2) as client:
        assert await statuses(client, 3) == [200, 200, 429]
        early = await client.get("/")
        now += 20.5
        later = await client.get("/")
        now += 40
        anew = await client.get("/")

    assert [early.headers["retry-after"], later.headers["retry-after"]] == ["60", "40"]
    assert "40" in later.text
    assert anew.status_code == 200


def test_the_seconds_until_counting_begins_anew_are_never_none_nor_more_than_a_minute() -> None:
    now = time.time()
    assert [seconds_until(now + ahead) for ahead in (-5, 0.01, 30.2, 90)] == [1, 1, 31, 60]


async def test_two_processes_count_together_in_redis(redis_url: str) -> None:
    async with visitor(2, redis_url) as one, visitor(2, redis_url) as two:
        assert await statuses(one, 2) == [200, 200]
        assert await statuses(two, 1) == [429]


async def test_addresses_are_counted_apart(redis_url: str) -> None:
    async with visitor(1, redis_url) as one, visitor(1, redis_url, "192.0.2.2") as two:
        assert await statuses(one, 2) + await statuses(two, 1) == [200, 429, 200]


async def test_people_are_served_while_redis_is_away() -> None:
    with RedisServer(machine.REDIS.path()) as server:
        async with visitor(2, server.url) as client:
            assert await statuses(client, 3) == [200, 200, 429]
            server.stop()
            assert await statuses(client, 3) == [200, 200, 200]
