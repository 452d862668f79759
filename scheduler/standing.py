"""What a command needs that works on an installation: it is there. None is made by asking for it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from booking import TABLES
from scheduler.context import opened
from scheduler.dumps import path_of
from scheduler.endings import UNAVAILABLE_EXIT, Ended
from sites.foundation import health
from sites.foundation.language import N_, _
from sites.foundation.settings import Settings, load

NO_DATABASE = N_(
    "There is no database at %(place)s. Check DATA_DIR and DATABASE_URL; "
    "for a new one run `tongxin migrate`."
)
BEHIND = N_("Tables are behind. Run `tongxin migrate`.")


def installed() -> Settings:
    """The settings of an installation. Refused: a SQLite file that is not there; neither it nor keys are made."""
    found = load(make_keys=False)
    if found.database.startswith("sqlite") and not path_of(found).is_file():
        raise Ended(_(NO_DATABASE, place=path_of(found)), code=UNAVAILABLE_EXIT)
    return load()


@asynccontextmanager
async def at_work(settings: Settings) -> AsyncIterator[None]:
    """The database of these settings with all tables of this release. Refused: tables that are behind, or missing."""
    async with opened(settings):
        if await health.unapplied(TABLES):
            raise Ended(_(BEHIND))
        yield
