"""The house's own world, new for each test that asks for it; access does not depend on the database's kind."""

import shutil
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sites.foundation import clock, shield
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


class Kept:
    """The world as it was when it was new: its folder, with a copy of the database, and what the tests know of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.day: date | None = None
        self.world: World | None = None

    @property
    def is_of_today(self) -> bool:
        return self.day == clock.today()

    def keep(self, world: World, place: Path) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(place, self.folder, ignore=shutil.ignore_patterns("tongxin.db*"))
        with (
            closing(sqlite3.connect(place / "tongxin.db")) as there,
            closing(sqlite3.connect(self.folder / "tongxin.db")) as copy,
        ):
            there.backup(copy)
        self.world, self.day = deepcopy(world), clock.today()


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return Kept(tmp_path_factory.mktemp("world") / "kept")


@pytest.fixture
def database_url(
    request: pytest.FixtureRequest, fresh_database: Callable[[str], str], kept: Kept, tmp_path: Path
) -> str:
    """SQLite, unless the test asks for both by its own parameter; with the world in it, once that was made."""
    kind = getattr(request, "param", "sqlite")
    if kind != "sqlite" or "world" not in request.fixturenames or not kept.is_of_today:
        return fresh_database(kind)
    shutil.copytree(kept.folder, tmp_path, dirs_exist_ok=True)
    return f"sqlite://{tmp_path / 'tongxin.db'}"


@pytest.fixture
async def world(database: str, tmp_path: Path, kept: Kept) -> World:
    """Made once a day and process on SQLite, then copied: it takes seconds, and most tests change little of it."""
    if database.startswith("sqlite") and kept.is_of_today:
        return deepcopy(kept.world)
    made = await make_world(tmp_path)
    if database.startswith("sqlite"):
        kept.keep(made, tmp_path)
    return made


@pytest.fixture
def enter(new_client: Any) -> Enter:
    """`await enter(actor)` is a visitor with a fresh session; `enter(None)` is nobody."""

    async def entered(actor: Actor | None) -> Visitor:
        client = new_client()
        name, value = ("session", await session_of(actor)) if actor else ("visitor", "v" * 22)
        client.cookies.set(name, value)
        return Visitor(client, value)

    return entered
