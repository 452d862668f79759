"""`python -m tests.journeys.stage ONE_IN`: tables and a smaller demonstration in the database of the environment."""

import asyncio
import sys

from scheduler.context import opened
from scheduler.demo.load import load
from scheduler.migration import migrate
from sites.foundation.settings import Settings
from sites.foundation.settings import load as settings_of


async def prepare(settings: Settings, *, one_in: int) -> None:
    """Every so many of each kind of booking; the worker then finds the story told and goes to work."""
    await migrate(settings)
    async with opened(settings):
        await load(one_in=one_in)


if __name__ == "__main__":
    asyncio.run(prepare(settings_of(), one_in=int(sys.argv[1])))
