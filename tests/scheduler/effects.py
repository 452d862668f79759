"""A trade of its own for proofs of the queue: numbers that are moved once, and jobs that can be held up.

Every run of a job is counted; the guarded effect happens once however often the job runs, the bare one
each time. That shows both that a job did run twice and that a verb's guard is what makes it harmless.
"""

import asyncio
from pathlib import Path
from typing import Any

from scheduler.topics import Topics
from sites.foundation import outbox
from sites.foundation.database import change, fetch, transaction

TABLE = (
    "CREATE TABLE effects (number integer PRIMARY KEY, state text NOT NULL, "
    "runs integer NOT NULL, guarded integer NOT NULL, bare integer NOT NULL)"
)


async def create_table() -> None:
    await change(TABLE)


@transaction
async def post(topic: str, *numbers: int) -> None:
    for number in numbers:
        await change("INSERT INTO effects VALUES ($1, 'open', 0, 0, 0)", number)
        await outbox.post(topic, {"number": number})


async def rows() -> list[dict[str, Any]]:
    return await fetch("SELECT * FROM effects ORDER BY number")


async def unfinished() -> int:
    found = await fetch("SELECT count(*) AS n FROM outbox WHERE done_at IS NULL")
    return int(found[0]["n"])


def topics(folder: Path) -> Topics:
    """Jobs whose gates are files in the folder: a job waits until its file is there."""

    async def move(payload: dict[str, Any]) -> None:
        await _begin(payload["number"])
        await _act(payload["number"])

    async def move_when_open(payload: dict[str, Any]) -> None:
        await _begin(payload["number"])
        while not (folder / "open").exists():  # noqa: ASYNC110 - another process opens it
            await asyncio.sleep(0.02)
        await _act(payload["number"])

    async def move_and_wait(payload: dict[str, Any]) -> None:
        """The worst moment: the effect is there, its outcome not yet written down."""
        await _begin(payload["number"])
        await _act(payload["number"])
        while not (folder / "open").exists():  # noqa: ASYNC110 - another process opens it
            await asyncio.sleep(0.02)

    async def fail_until_open(payload: dict[str, Any]) -> None:
        await _begin(payload["number"])
        if not (folder / "open").exists():
            raise ValueError("张三 110101199001011237")
        await _act(payload["number"])

    return {"move": move, "move_when_open": move_when_open, "move_and_wait": move_and_wait,
            "fail_until_open": fail_until_open}  # fmt: skip


@transaction
async def _begin(number: int) -> None:
    await change("UPDATE effects SET runs = runs + 1 WHERE number = $1", number)


@transaction
async def _act(number: int) -> None:
    await change("UPDATE effects SET bare = bare + 1 WHERE number = $1", number)
    await change(
        "UPDATE effects SET state = 'done', guarded = guarded + 1 "
        "WHERE number = $1 AND state = 'open'",
        number,
    )
