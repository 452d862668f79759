"""What a new installation knows before anybody has entered anything."""

from pathlib import Path

from booking import TABLES
from scheduler.migration import migrate
from sites import recognition
from sites.foundation import database as db
from sites.foundation.settings import load
from tests.databases import settings_environment


async def test_the_published_agreements_are_on_record_after_the_first_migration(
    tmp_path: Path,
) -> None:
    url = f"sqlite://{tmp_path / 'tongxin.db'}"

    await migrate(load(settings_environment(url, tmp_path)))

    await db.connect(url, TABLES)
    try:
        assert len(await recognition.agreements()) == 12
    finally:
        await db.disconnect()
