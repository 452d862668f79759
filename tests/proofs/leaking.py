"""The control of the cancelled verbs: Tortoise's own `in_transaction`, without the house's shield.

    python -m tests.proofs.leaking URL ROUNDS

Cancels tasks in the middle of their transactions, then tries once more for two seconds. Prints `leaked`
or `sound`, and leaves without closing anything: what leaked could not be closed.
"""

import asyncio
import os
import sys

from tortoise import Tortoise
from tortoise.connection import get_connection
from tortoise.transactions import in_transaction

from booking import TABLES
from sites.foundation import database as db


async def main(url: str, rounds: int) -> None:
    config = db.configuration(url, TABLES)
    if url.startswith("sqlite"):
        config["connections"]["default"]["engine"] = "tortoise.backends.sqlite"
    await Tortoise.init(config=config, _enable_global_fallback=True)
    await _write()  # the connection stands before anybody is cancelled
    leaked = False
    for i in range(rounds):
        if leaked:
            break
        task = asyncio.create_task(_write())
        for _ in range(i % 60):
            await asyncio.sleep(0)
        task.cancel()
        leaked = not await _ends(task)
    print("leaked" if leaked or not await _ends(asyncio.create_task(_write())) else "sound")  # noqa: T201
    sys.stdout.flush()
    os._exit(0)


async def _write() -> None:
    async with in_transaction():
        await get_connection("default").execute_query("SELECT 1")


async def _ends(task: "asyncio.Task[None]") -> bool:
    done, _ = await asyncio.wait([task], timeout=2)
    return bool(done)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
