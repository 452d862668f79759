"""`tongxin backup verify`: a backup is worth what comes back from it, so it is put back in a scratch place and recounted."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from tortoise import Tortoise

from booking.insights.invariants import recount
from booking.insights.sealed import unopened
from scheduler import archive, dumps, migration
from scheduler.archive import DUMP, UPLOADS, Manifest
from scheduler.backup import demand_fitting
from scheduler.context import opened
from scheduler.endings import Ended
from sites.foundation.database import fetch
from sites.foundation.identifiers import public_id
from sites.foundation.language import N_, _
from sites.foundation.settings import Settings
from sites.listings.pictures import FOLDER as PICTURES
from sites.listings.pictures import SIZES

MISSING = N_("%(table)s names a file that the backup lacks: %(name)s")
MAY_NOT = N_(
    "The backup is verified in a database of its own, which this role may not make. As PostgreSQL's "
    "administrator: ALTER ROLE %(role)s CREATEDB"
)


@dataclass(frozen=True)
class Verified:
    """What came back, and every breach of what always holds; none when all is well."""

    manifest: Manifest
    files: int
    breaches: tuple[str, ...]


async def verify(settings: Settings, path: Path) -> Verified:
    """Bring the backup to this release in a scratch place and recount it there. Nothing else is touched.

    Refused: what `restore` refuses about the file itself, and a role that may not make a database.
    """
    manifest = archive.read_manifest(path)
    demand_fitting(manifest, settings)
    # Beside the data, where there is room for a second copy: a container's /tmp is memory.
    place = settings.data_dir if settings.data_dir.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="tongxin-verify-", dir=place) as name:
        folder = Path(name)
        files = archive.unpack(path, folder, manifest)
        async with _scratch(settings, folder) as there:
            dumps.restore(there, folder / DUMP)
            await migration.migrate(there)
            async with opened(there):
                breaches = [
                    *await recount(), *await unopened(), *await _files_missing(folder),
                ]  # fmt: skip
    return Verified(manifest, files, tuple(breaches))


async def _files_missing(folder: Path) -> list[str]:
    """Rows of any table that name a stored file which did not come along."""
    found = []
    for model in [m for app in Tortoise.apps.values() for m in app.values()]:
        if "stored_name" not in model._meta.fields_map:  # noqa: SLF001 - the models' own list of columns
            continue
        table = model._meta.db_table  # noqa: SLF001
        rows = await fetch(f"SELECT stored_name FROM {table} WHERE stored_name <> ''")  # noqa: S608 - own tables
        found += [
            _(MISSING, table=table, name=file)
            for row in rows
            for file in _files_of(table, row["stored_name"])
            if not (folder / file).is_file()
        ]
    return found


def _files_of(table: str, stored_name: str) -> list[str]:
    """A picture lies in two sizes under one name, whatever else is uploaded as one file."""
    if table == "pictures":
        return [f"{PICTURES}/{stored_name}.{size}" for size in SIZES]
    return [f"{UPLOADS}/{stored_name}"]


@asynccontextmanager
async def _scratch(settings: Settings, folder: Path) -> AsyncIterator[Settings]:
    """Settings of an empty database that is gone afterwards."""
    if settings.database.startswith("sqlite"):
        place = f"sqlite://{folder / 'scratch.db'}"
        yield settings.model_copy(update={"database_url": place, "data_dir": folder})
        return
    import asyncpg

    parts, name = urlsplit(settings.database), f"tongxin_verify_{public_id()[:12]}"
    keeper = await asyncpg.connect(**migration.credentials(settings))
    try:
        try:
            await keeper.execute(f"CREATE DATABASE {name}")
        except asyncpg.InsufficientPrivilegeError as fault:
            raise Ended(_(MAY_NOT, role=parts.username)) from fault
        try:
            there = urlunsplit(parts._replace(path=f"/{name}"))
            yield settings.model_copy(update={"database_url": there, "data_dir": folder})
        finally:
            await keeper.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        await keeper.close()
