"""Between the outbox and the hands: due rows are leased and handed on, each outcome is written back.

A row may be handed on twice (a killed worker, a flushed Redis, a lease that ran out), never not at
all; the verb behind the job sees to it that the second time changes nothing.
"""

import asyncio
from time import perf_counter
from typing import Protocol

from scheduler.pace import Pace
from scheduler.topics import Topics
from sites.foundation import outbox
from sites.foundation.errors import Refusal
from sites.foundation.observe import log
from sites.foundation.outbox import Letter


class Hands(Protocol):
    """Who runs the jobs: this process itself, or arq's workers behind Redis."""

    async def room(self) -> int: ...
    async def take(self, letter: Letter) -> None: ...
    async def freed(self) -> None: ...
    async def rest(self) -> None: ...


async def turn(hands: Hands, *, topics: Topics, pace: Pace) -> float:
    """Hand on as many due rows as there is room for; the seconds until it is worth looking again."""
    room = await hands.room()
    if room <= 0:
        await hands.freed()
        return 0
    letters = await outbox.lease(room, topics=topics, hold=pace.lease)
    for at, letter in enumerate(letters):
        try:
            await hands.take(letter)
        except Exception:
            await _put_back(letters[at:])
            raise
    return 0 if letters else pace.look


async def perform(letter: Letter, *, topics: Topics, pace: Pace) -> None:
    """Run a row's job within its time and write down how it ended. Never raises: the row knows."""
    began = perf_counter()
    try:
        fault = await _fault_of(letter, topics=topics, seconds=pace.job_time)
        if fault is None:
            await outbox.finish(letter)
        else:
            await outbox.give_back(letter, error=fault)
    except Exception as failure:  # noqa: BLE001 - the database is away: the lease runs out and the row is taken again
        fault = f"unrecorded {type(failure).__name__}"
    ms = round((perf_counter() - began) * 1000, 1)
    log().info("job", topic=letter.topic, row=letter.id, attempt=letter.attempt, ms=ms, fault=fault)


async def _fault_of(letter: Letter, *, topics: Topics, seconds: float) -> str | None:
    """The kind of what went wrong, never its text: that may hold personal data."""
    try:
        async with asyncio.timeout(seconds):
            await topics[letter.topic](letter.payload)
    except Refusal as refusal:
        return refusal.code
    except Exception as fault:  # noqa: BLE001 - any failing job goes back to its row
        return type(fault).__name__
    return None


async def _put_back(letters: list[Letter]) -> None:
    for letter in letters:
        await outbox.put_back(letter)
