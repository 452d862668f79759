"""The databases under measurement: the demonstration's set on SQLite and on PostgreSQL, with room for many holds.

python -m bench.houses          makes the database of the environment's settings
"""

import asyncio
import base64
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.processes import run
from booking import TABLES
from sites.foundation import database
from sites.foundation.settings import Settings, load

PROGRAM = "program.json"


@dataclass(frozen=True)
class House:
    """`web` is how many web processes serve it."""

    kind: str
    url: str
    folder: Path
    web: int

    @property
    def environment(self) -> dict[str, str]:
        return {
            "DEMO": "0", "PAYMENTS": "none", "DATA_DIR": str(self.folder), "LOG_LEVEL": "ERROR",
            "REQUESTS_PER_MINUTE": "10000000", "DATABASE_URL": self.url, "SECRET_KEY": "b" * 64,
            "FIELD_KEYS": "k1:" + base64.urlsafe_b64encode(b"0" * 32).decode(), "INDEX_KEY": "b" * 48,
        }  # fmt: skip

    @property
    def shown(self) -> dict[str, str]:
        """As a demonstration: its story would be told while others are measured."""
        return {**self.environment, "DEMO": "1", "PAYMENTS": "twin"}

    @property
    def settings(self) -> Settings:
        return load(self.environment)

    @property
    def program(self) -> dict[str, Any]:
        """The token of a union's program, and the places at which it holds."""
        return dict(json.loads((self.folder / PROGRAM).read_text()))


def build(house: House) -> House:
    house.folder.mkdir(parents=True, exist_ok=True)
    run("-m", "bench.houses", environment=house.shown)
    return house


async def _make(settings: Settings) -> None:
    from scheduler.cli import _make_ready

    await _make_ready(settings)
    await database.connect(settings.database, TABLES)
    try:
        (settings.data_dir / PROGRAM).write_text(json.dumps(await _program()))
    finally:
        await database.disconnect()


async def _program() -> dict[str, object]:
    """A union that may hold as often as it likes, and large bases to hold at."""
    from booking.people.models import Organisation
    from sites.listings import RoomTypeDraft
    from tests.factories.people import make_union
    from tests.factories.places import TWIN, make_place
    from tests.factories.programs import token_for

    rooms = (RoomTypeDraft(TWIN, "双床房", "Twin room", 2, 5000),)
    places = [await make_place(room_types=rooms, reception_limit=500_000) for _ in range(4)]
    union = await make_union()
    await Organisation.filter(id=union.organisation).update(hold_limit=1_000_000)
    return {"token": await token_for(union), "sites": [place.code for place in places]}


if __name__ == "__main__":
    assert "DATA_DIR" in os.environ, sys.argv
    asyncio.run(_make(load()))
