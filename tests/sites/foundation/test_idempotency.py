"""A request sent twice: replayed, refused under another content, or told that the first is still under way."""

import asyncio

import pytest

from sites.foundation import idempotency
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key, KeyUsedForSomethingElse, StillBeingDone

BY = Actor(1, 1, "union")
KEY = Key("k" * 20, "a" * 64)


class Verb:
    """Claims the key, waits until it is let go, and keeps its result."""

    def __init__(self) -> None:
        self.claimed, self.go_on = asyncio.Event(), asyncio.Event()

    @transaction
    async def run(self, result: str) -> str:
        if earlier := await idempotency.claim(KEY, by=BY):
            return earlier
        self.claimed.set()
        await self.go_on.wait()
        await idempotency.keep(KEY, result, by=BY)
        return result


async def done(result: str, *, key: Key = KEY, by: Actor = BY) -> str:
    @transaction
    async def verb() -> str:
        if earlier := await idempotency.claim(key, by=by):
            return earlier
        await idempotency.keep(key, result, by=by)
        return result

    return await verb()


async def test_the_second_is_answered_with_what_the_first_made(database: str) -> None:
    assert await done("first") == await done("second") == "first"
    assert await done("third", by=Actor(1, 2, "union")) == "third"
    assert await idempotency.earlier(KEY, by=BY)
    with pytest.raises(KeyUsedForSomethingElse):
        await done("fourth", key=Key(KEY.token, "b" * 64))


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_second_that_waits_for_long_is_told_that_the_first_is_under_way(
    database: str,
) -> None:
    slow = Verb()
    first = asyncio.create_task(slow.run("first"))
    await slow.claimed.wait()
    with pytest.raises(StillBeingDone):
        await done("second")
    slow.go_on.set()
    assert await first == await done("third") == "first"


@pytest.fixture
def database_url(request: pytest.FixtureRequest, fresh_database: object) -> str:
    kind = getattr(request, "param", "sqlite")
    return str(fresh_database(kind))  # type: ignore[operator]
