"""The house's own world, once for each test that asks for it; access does not depend on the database's kind."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from sites.foundation import shield
from sites.foundation.actor import Actor
from tests.factories.people import session_of
from tests.house.routes.world import World, make_world

SECRET = "s" * 64
Enter = Callable[[Actor | None], Awaitable["Visitor"]]


class Visitor:
    """A client with a session (or, for nobody, a visitor's cookie) and sound tokens for its forms."""

    def __init__(self, client: Any, basis: str) -> None:
        self.client = client
        self.basis = basis

    @property
    def token(self) -> str:
        return shield.token_for(self.basis, secret=SECRET)

    async def get(self, address: str, **more: Any) -> Any:
        return await self.client.get(address, **more)

    async def post(self, address: str, **fields: Any) -> Any:
        return await self.client.post(address, data={"csrf": self.token, **fields})


@pytest.fixture
def database_url(request: pytest.FixtureRequest, fresh_database: Callable[[str], str]) -> str:
    """SQLite, unless the test asks for both by its own parameter."""
    return fresh_database(getattr(request, "param", "sqlite"))


@pytest.fixture
async def world(database: str, tmp_path: Path) -> World:
    return await make_world(tmp_path)


@pytest.fixture
def enter(new_client: Any) -> Enter:
    """`await enter(actor)` is a visitor with a fresh session; `enter(None)` is nobody."""

    async def entered(actor: Actor | None) -> Visitor:
        client = new_client()
        name, value = ("session", await session_of(actor)) if actor else ("visitor", "v" * 22)
        client.cookies.set(name, value)
        return Visitor(client, value)

    return entered
