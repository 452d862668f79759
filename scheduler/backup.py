"""`tongxin backup` and `restore`: one file with everything but the keys, and never over a living database by accident."""

import tempfile
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

from scheduler import archive, dumps
from scheduler.archive import DUMP, FOLDERS, Manifest, kind_of, mark_of
from scheduler.context import opened
from scheduler.endings import Ended
from scheduler.topics import WORK
from sites.foundation import clock, health, outbox
from sites.foundation.language import N_, _
from sites.foundation.settings import Settings

RUNS = N_("A worker is at work on this database. Stop web and worker first.")
NOT_EMPTY = N_("There is a database already. To replace it, type its name: --force %(name)s")
OTHER_KIND = N_("The backup is of %(theirs)s, the database of these settings is %(ours)s.")
NOTHING_THERE = N_("The database has no tables: there is nothing to back up. Check DATABASE_URL.")
NOT_WRITTEN = N_("The backup %(path)s cannot be written: %(fault)s")
KEYS_MISSING = N_("The backup needs keys that these settings lack: %(keys)s")
RECENTLY, A_DAY = timedelta(seconds=45), timedelta(days=1)


@dataclass(frozen=True)
class Kept:
    """A backup that was made: where, with how many papers and pictures, and which keys open it."""

    path: Path
    files: int
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Restored:
    """`unsaid` is how many messages waited in the backup and are not sent any more."""

    manifest: Manifest
    unsaid: int


async def back_up(settings: Settings, path: Path | None) -> Kept:
    """Write everything into one file while the program runs. The dump comes first: files only grow.

    Refused: a database without tables, and a place where nothing may be written.
    """
    await _demand_something(settings)
    manifest = _manifest(settings)
    target = path or settings.data_dir / "backups" / f"tongxin-{manifest.made_at}.tar.gz"
    try:
        with tempfile.TemporaryDirectory(dir=settings.data_dir) as folder:
            dump = Path(folder) / DUMP
            dumps.dump(settings, dump)
            files = archive.pack(target, manifest, dump=dump, data_dir=settings.data_dir)
    except OSError as fault:
        raise Ended(_(NOT_WRITTEN, path=target, fault=fault.strerror)) from fault
    return Kept(target, files, _keys(manifest))


async def restore(settings: Settings, path: Path, *, force: str) -> Restored:
    """Put a backup in place; what waited in it to be sent is not sent again.

    Refused: another kind of database, missing keys, changed files, a worker at work, and a database that
    is there already unless its name is typed.
    """
    manifest = archive.read_manifest(path)
    demand_fitting(manifest, settings)
    await _demand_replaceable(settings, force=force)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.data_dir) as name:
        folder = Path(name)
        archive.unpack(path, folder, manifest)
        dumps.restore(settings, folder / DUMP)
        for kind in FOLDERS:
            _bring_files(folder / kind, settings.data_dir / kind)
    async with opened(settings):
        # The living system sent it after the backup was made, or a person decides what is still said.
        unsaid = await outbox.pass_over(before=clock.now() + A_DAY, besides=WORK)
    return Restored(manifest, unsaid)


def name_of(settings: Settings) -> str:
    """What has to be typed: the file's or the database's name."""
    return Path(urlsplit(settings.database).path).name


def demand_fitting(manifest: Manifest, settings: Settings) -> None:
    """Refused: a backup of another kind of database, or one whose keys, told by name and mark, these settings lack."""
    if manifest.database != kind_of(settings):
        raise Ended(_(OTHER_KIND, theirs=manifest.database, ours=kind_of(settings)))
    ours = _keys(_manifest(settings))
    missing = [key for key in _keys(manifest) if key not in ours]
    if missing:
        raise Ended(_(KEYS_MISSING, keys=", ".join(missing)))


async def _demand_something(settings: Settings) -> None:
    async with opened(settings):
        if not await health.has_tables():
            raise Ended(_(NOTHING_THERE))


async def _demand_replaceable(settings: Settings, *, force: str) -> None:
    if kind_of(settings) == "sqlite" and not dumps.path_of(settings).exists():
        return
    async with opened(settings):
        if not await health.has_tables():
            return
        await demand_no_worker()
    if force != name_of(settings):
        raise Ended(_(NOT_EMPTY, name=name_of(settings)))


async def demand_no_worker() -> None:
    """Refused: while a worker's heartbeat is fresh. A stopped worker takes it along, a killed one leaves it for a while."""
    beats = [sign.at for sign in await health.heartbeats()]
    if beats and max(beats) > clock.now() - RECENTLY:
        raise Ended(_(RUNS))


def _bring_files(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for file in source.iterdir() if source.is_dir() else ():
        file.replace(target / file.name)


def _manifest(settings: Settings) -> Manifest:
    return Manifest(
        made_at=f"{clock.now():%Y%m%dT%H%M%SZ}",
        version=version("tongxin"),
        database=kind_of(settings),
        field_keys=tuple(f"{name}:{mark_of(key)}" for name, key in settings.sealing_keys.items()),
        index_key=mark_of(settings.index_key.encode()),
    )


def _keys(manifest: Manifest) -> tuple[str, ...]:
    return (
        *(f"FIELD_KEYS {name}" for name in manifest.field_keys),
        f"INDEX_KEY {manifest.index_key}",
    )
