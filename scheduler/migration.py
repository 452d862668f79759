"""Brings the database to the tables of this release, one process at a time, and sees what is not written yet."""

import fcntl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from booking import TABLES, rules
from scheduler.context import opened
from sites import recognition
from sites.foundation import database
from sites.foundation.actor import SYSTEM
from sites.foundation.settings import Settings

# Any number will do, as long as every release asks for the same one.
ADVISORY_LOCK = 0x746F6E67


async def migrate(settings: Settings) -> list[str]:
    """Apply what is missing and answer its names. Two at once are harmless: the second waits, then finds nothing."""
    from tortoise.migrations.api.migrate import migrate as apply

    done: list[str] = []

    def note(event: str, app: str, name: str) -> None:
        if event == "apply_done":
            done.append(f"{app}.{name}")

    async with _alone(settings):
        try:
            config = database.configuration(settings.database, TABLES)
            await apply(config=config, progress=note)
        finally:
            await database.disconnect()
        if done:
            await _record_what_is_published(settings)
    return done


async def _record_what_is_published(settings: Settings) -> None:
    """Facts that every installation begins with: the agreements by which regions recognise each other's bases, and
    the documents of sending regions, and the holidays that were published.
    """
    async with opened(settings):
        await recognition.record_known_agreements(by=SYSTEM)
        await rules.record_known_documents(by=SYSTEM)
        await rules.record_known_holidays(by=SYSTEM)


async def missing(*, write: bool = False) -> list[str]:
    """Migrations that the models ask for and nobody wrote; with `write` their files are made. No database is needed."""
    from tortoise.context import TortoiseContext
    from tortoise.migrations.autodetector import MigrationAutodetector

    config = database.configuration("sqlite://:memory:", TABLES)
    async with TortoiseContext() as context:
        await context.init(config=config)
        wanted = await MigrationAutodetector(context.apps, config["apps"]).changes()  # type: ignore[arg-type]
    for one in wanted:
        if write:
            one.write()
    return [f"{one.app_label}.{one.name}" for one in wanted]


@asynccontextmanager
async def _alone(settings: Settings) -> AsyncIterator[None]:
    """Let one process at a time into the block, on this machine or, with PostgreSQL, on any."""
    if settings.database.startswith("sqlite"):
        path = Path(settings.database.removeprefix("sqlite://"))
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.with_suffix(".migrating").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
        return
    import asyncpg

    held = await asyncpg.connect(**credentials(settings))
    try:
        await held.execute("SELECT pg_advisory_lock($1)", ADVISORY_LOCK)
        yield
    finally:
        await held.close()


def credentials(settings: Settings) -> dict[str, Any]:
    config = database.configuration(settings.database, TABLES)
    credentials = config["connections"]["default"]["credentials"]
    return {name: credentials[name] for name in ("host", "port", "user", "password", "database")}
