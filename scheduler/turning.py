"""A worker's loops: each turns until it is told to stop, and a failing turn is only tried again."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from sites.foundation.observe import log

Turn = Callable[[], Awaitable[float]]


async def keep_turning(turn: Turn, *, stop: asyncio.Event, name: str, after_failure: float) -> None:
    """Run `turn` until `stop`; it answers how many seconds to wait. The log tells kinds of faults only."""
    while not stop.is_set():
        try:
            pause = await turn()
        except Exception as fault:  # noqa: BLE001 - database or Redis may be away for a while: a worker outlives that
            log().warning("turn_failed", loop=name, fault=type(fault).__name__)
            pause = after_failure
        await wait_for(stop, seconds=pause)


async def wait_for(event: asyncio.Event, *, seconds: float) -> None:
    """Until the event, at most so long; zero seconds still lets others have their turn."""
    if seconds <= 0:
        await asyncio.sleep(0)
        return
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
