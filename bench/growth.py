"""How cost grows with bases, nights and stays, three sizes each: `python -m bench.growth`. Writes bench/results/growth.json.

Bases and nights are asked in process, as `bench.search` does. Stays are rows of PostgreSQL (a cluster of its own, fsync on): some real ones,
departed and counted, and copies of them; every invariant is recounted at the largest size before anything is written.
"""

import asyncio
import json
import os
import statistics
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from bench.crowding import crowd
from bench.figures import RESULTS, circumstances
from bench.houses import House
from bench.search.questions import PAGE, questions
from bench.search.worlds import TODAY, world
from sites.search.model.answering import answer
from tests.servers import machine
from tests.servers.postgres import Postgres

GROWTH = RESULTS.with_name("growth.json")
BASES, NIGHTS, STAYS = (70, 1_000, 10_000), (365, 730, 1_095), (300, 3_000, 30_000)
ORIGINALS, ASKED, ROUNDS = 10, 60, 3
Row = dict[str, Any]


def main() -> None:
    rows = [*_searches()]
    with Postgres(machine.POSTGRES.path(), durable=True) as server, tempfile.TemporaryDirectory() as name:  # fmt: skip
        house = House("postgres", server.create("growth"), Path(name), web=1)
        os.environ.update(house.environment)
        rows += asyncio.run(_stays())
    for row in rows:
        print(row)
    GROWTH.parent.mkdir(exist_ok=True)
    GROWTH.write_text(json.dumps({"run": circumstances(), "rows": rows}, indent=2) + "\n", encoding="utf-8")  # fmt: skip


def _searches() -> Iterator[Row]:
    for bases in BASES:
        yield from _search("bases", bases, bases=bases, nights=NIGHTS[0])
    for nights in NIGHTS:
        yield from _search("nights", nights, bases=BASES[1], nights=nights)


def _search(by: str, size: int, *, bases: int, nights: int) -> Iterator[Row]:
    model = world("common", bases=bases, nights=nights)
    for way in ("exact", "flexible"):
        asked = questions(ASKED, flexible=way == "flexible")
        taken = [
            min(
                _milliseconds(lambda: answer(model, question, PAGE, today=TODAY))  # noqa: B023
                for _ in range(ROUNDS + 1)
            )
            for question in asked
        ]
        yield _row(by, size, f"search, {way}", statistics.median(taken), "ms")
    yield _row(by, size, "memory of the model", model.memory / 2**20, "MB")


def _milliseconds(act: Callable[[], Any]) -> float:
    since = process_time()
    act()
    return 1000 * (process_time() - since)


async def _stays() -> list[Row]:
    from asgi import create_app
    from booking import TABLES
    from booking.insights.invariants import recount
    from scheduler import migration
    from sites.foundation import database
    from sites.foundation.settings import load

    settings = load()
    await migration.migrate(settings)
    await database.connect(settings.database, TABLES)
    try:
        told = await _story()
        rows, done = await _rows_of_a_stay(), 0
        app = create_app(settings, database_is_open=True)
        for size in STAYS:
            copies = size // ORIGINALS - 1
            await crowd(copies, done=done)
            done = copies
            rows += await _asked(app, told, size)
        if broken := await recount():
            raise SystemExit("\n".join(broken))
        return rows
    finally:
        await database.disconnect()


async def _story() -> Row:
    """A large base, and some groups of a union that were there in the last weeks."""
    from booking.people.models import Organisation
    from sites.foundation.database import change
    from sites.listings import RoomTypeDraft
    from sites.packages import Heads
    from tests.factories.people import make_federation, make_union
    from tests.factories.places import TWIN, make_place
    from tests.factories.stays import departed

    rooms = (RoomTypeDraft(TWIN, "双床房", "Twin room", 2, 5_000),)
    place = await make_place(room_types=rooms, reception_limit=30_000)
    union, federation = await make_union(), await make_federation()
    await Organisation.filter(id=union.organisation).update(hold_limit=1_000_000)
    for table in ("changes WHERE id > 0", "outbox"):
        await change(f"DELETE FROM {table}")
    for number in range(ORIGINALS):
        await departed(
            union=union, place=place, heads=Heads(2), rooms={TWIN: 1}, came=Heads(2), days_ago=2 + 5 * number, made_days_ago=85
        )  # fmt: skip
    return {"place": place, "union": union, "federation": federation}


async def _rows_of_a_stay() -> list[Row]:
    """What one stay of four nights leaves on its way from hold to departure, its nights counted."""
    from sites.foundation.database import fetch

    tables = {"the change log": "changes", "the outbox": "outbox", "its history": "stay_events"}
    found = []
    for what, table in tables.items():
        rows = (await fetch(f"SELECT count(*) AS n FROM {table} WHERE id > 0"))[0]["n"]
        found.append(_row("stay", 1, f"rows in {what}", rows / ORIGINALS, "rows"))
    return found


async def _asked(app: Any, told: Row, size: int) -> list[Row]:
    """One after the other: by the clock, with PostgreSQL's share."""
    from sites.packages import Heads
    from tests.clients import ORIGIN, Client
    from tests.factories.people import session_of
    from tests.factories.places import TWIN
    from tests.factories.stays import held

    import httpx2  # isort: skip

    async def hold() -> None:
        await held(union=told["union"], place=told["place"], heads=Heads(2), rooms={TWIN: 1})

    async def page(path: str, actor: Any) -> float:
        client = Client(transport=httpx2.ASGITransport(app=app), base_url=ORIGIN)
        client.cookies.set("session", await session_of(actor), domain="127.0.0.1")

        async def ask() -> None:
            assert (await client.get(path)).status_code == 200, path

        found = await _median(ask)
        await client.aclose()
        return found

    union, operator = told["union"].organiser, told["place"].operator.sales
    federation = told["federation"].administrator
    return [
        _row("stays", size, "hold", await _median(hold), "ms"),
        _row("stays", size, "a union's desk", await page("/union", union), "ms"),
        _row("stays", size, "an operator's desk", await page("/operator", operator), "ms"),
        _row("stays", size, "a federation's desk", await page("/federation", federation), "ms"),
        _row("stays", size, "database", await _database_megabytes(), "MB"),
    ]


async def _median(act: Callable[[], Awaitable[Any]]) -> float:
    taken = []
    for _ in range(ROUNDS + 5):
        since = perf_counter()
        await act()
        taken.append(1000 * (perf_counter() - since))
    return statistics.median(taken[1:])


async def _database_megabytes() -> float:
    from sites.foundation.database import fetch

    return int((await fetch("SELECT pg_database_size(current_database()) AS n"))[0]["n"]) / 2**20


def _row(by: str, size: int, what: str, value: float, unit: str) -> Row:
    return {"by": by, "size": size, "what": what, "value": round(value, 2), "unit": unit}


if __name__ == "__main__":
    main()
