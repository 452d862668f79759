"""The worker's own hands: without Redis it runs the jobs itself, a few at a time."""

import asyncio

from scheduler.pace import Pace
from scheduler.relay import perform
from scheduler.topics import Topics
from sites.foundation.outbox import Letter


class OwnHands:
    """Each job is a task of its own; a row is leased only when a hand is free for it."""

    def __init__(self, *, topics: Topics, pace: Pace) -> None:
        self.topics = topics
        self.pace = pace
        self.tasks: set[asyncio.Task[None]] = set()

    async def room(self) -> int:
        return self.pace.at_once - len(self.tasks)

    async def take(self, letter: Letter) -> None:
        task = asyncio.create_task(perform(letter, topics=self.topics, pace=self.pace))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def freed(self) -> None:
        await asyncio.wait(self.tasks, timeout=self.pace.look, return_when=asyncio.FIRST_COMPLETED)

    async def rest(self) -> None:
        """Finish what runs; what is not done in time is let go and its row taken again later."""
        if self.tasks:
            await asyncio.wait(self.tasks, timeout=self.pace.drain)
        left = list(self.tasks)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
