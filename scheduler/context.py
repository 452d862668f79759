"""What a process of the scheduler opens before it works: clock, logs, keys, database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from booking import TABLES
from sites.foundation import clock, database, observe, sealing
from sites.foundation.settings import Settings


def configure(settings: Settings) -> None:
    """Everything that is the same for each process of these settings and needs no connection."""
    observe.configure(level=settings.log_level, form=settings.log_format)
    sealing.configure(sealing.Keys(settings.sealing_keys, settings.index_key.encode()))
    clock.shift_process(timedelta(hours=settings.demo_clock_hours))


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[None]:
    """The database of these settings, for as long as the block runs."""
    configure(settings)
    await database.connect(settings.database, TABLES)
    try:
        yield
    finally:
        await database.disconnect()
