"""Whoever goes away in the middle of a transaction leaves neither lock nor connection: a verb, and a request.

On PostgreSQL the pool has one connection alone, so that the first one that leaks is missed at once. SQLite has
one anyway, and its lock. Without the shield both fail on PostgreSQL; `leaking.py` is the control for both databases.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.sqlite.client import SqliteClient

from booking.people.models import Organisation
from sites.foundation import clock, outbox, shield
from sites.foundation import database as db
from sites.foundation.identifiers import public_id
from sites.foundation.sqlite import ImmediateWrapper
from sites.packages import Heads
from tests.clients import Client
from tests.factories import stays as made
from tests.factories.people import make_union, session_of
from tests.factories.places import TWIN, make_place
from tests.proof import Proof

ASKED = ("execute_query", "execute_query_dict", "execute_insert")
STATEMENTS = tuple((client, name) for client in (SqliteClient, AsyncpgDBClient) for name in ASKED)
BEGINNINGS = ((ImmediateWrapper, "begin"), (TransactionWrapper, "begin"))
PATIENCE = 20


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, fresh_database: Callable[[str], str]) -> str:
    url = fresh_database(request.param)
    return f"{url}?maxsize=1" if url.startswith("postgres") else url


@pytest.mark.proof
async def test_cancelled_verbs_leak_neither_lock_nor_connection(
    database: str, proof: Proof
) -> None:
    rounds = proof.size("cancelled", small=300, full=1000)

    @db.transaction
    async def write() -> None:
        await outbox.post("test.topic", {"id": 1})

    for i in range(rounds):
        task = asyncio.create_task(write())
        for _ in range(i % 60):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait_for(asyncio.gather(task, return_exceptions=True), timeout=PATIENCE)
    await asyncio.wait_for(write(), timeout=PATIENCE)
    assert nothing_is_out()
    proof.found(cancelled=rounds, leaked=0)


@pytest.mark.proof
async def test_cancelled_requests_leak_neither_lock_nor_connection(
    database: str, new_client: Callable[[], Client], proof: Proof
) -> None:
    """Holds and submissions as pages send them, given up as their transaction begins, or at any statement of their way."""
    rounds = proof.size("cancelled_requests", small=60, full=300)
    union, place = await make_union(), await make_place()
    await Organisation.filter(id=union.organisation).update(hold_limit=3 * rounds)
    visitor = await entered(union, new_client())
    given_up = i = 0
    while given_up < rounds:
        send = visitor.submission if i % 3 == 0 else visitor.hold
        # A hold takes some forty statements, a submission some thirty.
        where, which = (STATEMENTS, 1 + i % 45) if i % 2 else (BEGINNINGS, 1)
        given_up += await cancelled_at(await send(place, i), where, which=which, turns=i % 5)
        i += 1
    answer = await asyncio.wait_for(await visitor.hold(place, rounds), timeout=PATIENCE)
    assert answer.status_code == 303
    assert nothing_is_out()
    # Some end before their turn comes, and are not counted.
    assert i < 2 * rounds
    proof.found(cancelled=given_up, sent=i, leaked=0)


def nothing_is_out() -> bool:
    """Whether every connection lies in its pool again, and nobody holds SQLite's lock."""
    client: Any = db.connection()
    if db.is_sqlite():
        return not client._lock.locked() and not client._connection._conn.in_transaction
    return bool(client._pool.get_idle_size() == client._pool.get_size() == 1)


Calls = tuple[tuple[type, str], ...]


async def cancelled_at(
    sending: Coroutine[Any, Any, Any], where: Calls, *, which: int, turns: int
) -> bool:
    """Send, and go away so many turns of the loop after one of these calls; whether the request had not ended."""
    task, leaving = asyncio.create_task(sending), list[asyncio.Task[None]]()

    async def leave() -> None:
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()

    with at_call(where, which, lambda: leaving.append(asyncio.create_task(leave()))):
        done = await asyncio.wait_for(
            asyncio.gather(task, return_exceptions=True), timeout=PATIENCE
        )
    await asyncio.gather(*leaving)
    return isinstance(done[0], asyncio.CancelledError)


@contextmanager
def at_call(where: Calls, which: int, act: Callable[[], object]) -> Iterator[None]:
    left = [which]
    kept = [(client, name, getattr(client, name)) for client, name in where]

    def counting(ask: Any) -> Any:
        async def called(self: Any, *given: Any, **more: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                act()
            return await ask(self, *given, **more)

        return called

    for client, name, ask in kept:
        setattr(client, name, counting(ask))
    try:
        yield
    finally:
        for client, name, ask in kept:
            setattr(client, name, ask)


class Organiser:
    """A signed-in organiser who sends the two forms that cost most."""

    def __init__(self, client: Client, basis: str, union: SimpleNamespace) -> None:
        self.client, self.union = client, union
        self.token = shield.token_for(basis, secret="s" * 64)

    async def hold(self, place: SimpleNamespace, number: int) -> Coroutine[Any, Any, Any]:
        form = {
            "site": place.code, "package": place.package, "nights": "1", "workers": "2", f"rooms-{TWIN}": "1",
            "check_in": str(clock.today() + timedelta(days=20 + number % 40)), "kind": "option",
        }  # fmt: skip
        return self._post("/union/hold", **form)

    async def submission(self, place: SimpleNamespace, number: int) -> Coroutine[Any, Any, Any]:
        story = await made.held(
            union=self.union, place=place, starts_in=70 + number % 40, nights=1, heads=Heads(2),
            rooms={TWIN: 1},
        )  # fmt: skip
        return self._post(f"/union/stays/{story.id}/submission", agreed="1")

    def _post(self, path: str, **form: str) -> Coroutine[Any, Any, Any]:
        return self.client.post(path, data={"csrf": self.token, "key": public_id(), **form})


async def entered(union: SimpleNamespace, client: Client) -> Organiser:
    session = await session_of(union.organiser)
    client.cookies.set("session", session)
    return Organiser(client, session, union)
