"""A worker's loop outlives whatever goes wrong in a turn."""

import asyncio

from scheduler.turning import keep_turning


async def test_a_failing_turn_is_tried_again() -> None:
    stop, turns = asyncio.Event(), []

    async def turn() -> float:
        turns.append(len(turns))
        if len(turns) < 3:
            raise ConnectionError
        stop.set()
        return 0

    await keep_turning(turn, stop=stop, name="test", after_failure=0)
    assert turns == [0, 1, 2]


async def test_a_long_pause_ends_with_the_stop() -> None:
    stop = asyncio.Event()

    async def turn() -> float:
        asyncio.get_running_loop().call_soon(stop.set)
        return 3600

    async with asyncio.timeout(5):
        await keep_turning(turn, stop=stop, name="test", after_failure=0)
