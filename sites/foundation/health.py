"""Signs of life of the worker: its heartbeat, and when each sweep last ran and what it found."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files

from tortoise import fields
from tortoise.models import Model

from sites.foundation import clock
from sites.foundation.database import fetch, is_sqlite


class Heartbeat(Model):
    id = fields.IntField(primary_key=True)
    name = fields.CharField(max_length=60)
    beaten_at = fields.DatetimeField()

    class Meta:
        app = "sites"
        table = "heartbeats"


class SweepRun(Model):
    id = fields.IntField(primary_key=True)
    name = fields.CharField(max_length=60)
    ran_at = fields.DatetimeField()
    found = fields.IntField(default=0)

    class Meta:
        app = "sites"
        table = "sweep_runs"


@dataclass(frozen=True)
class Sign:
    name: str
    at: datetime
    found: int = 0


async def beat(name: str) -> None:
    await Heartbeat.update_or_create(defaults={"beaten_at": clock.now()}, name=name)


async def fall_silent(name: str) -> None:
    """A worker that stops in order takes its heartbeat along; a killed one leaves it to grow old."""
    await Heartbeat.filter(name=name).delete()


async def forget_silent(*, older_than: timedelta) -> int:
    """Heartbeats of workers that were killed; how many."""
    return await Heartbeat.filter(beaten_at__lt=clock.now() - older_than).delete()


async def note_sweep(name: str, *, found: int) -> None:
    await SweepRun.update_or_create(defaults={"ran_at": clock.now(), "found": found}, name=name)


async def heartbeats() -> list[Sign]:
    return [Sign(row.name, row.beaten_at) for row in await Heartbeat.all().order_by("name")]


async def sweeps() -> list[Sign]:
    return [Sign(row.name, row.ran_at, row.found) for row in await SweepRun.all().order_by("name")]


async def unapplied(apps: Iterable[str]) -> list[str]:
    """Migrations of this release that the database has not seen; all of them where it has no tables yet."""
    seen = await has_tables()
    rows = await fetch("SELECT app, name FROM tortoise_migrations") if seen else []
    applied = {(str(row["app"]), str(row["name"])) for row in rows}
    wanted = [(app, name) for app in apps for name in _migrations(app)]
    return [f"{app}.{name}" for app, name in wanted if (app, name) not in applied]


async def has_tables() -> bool:
    """Whether any release has ever made its tables here."""
    listing = "sqlite_master WHERE name" if is_sqlite() else "pg_tables WHERE tablename"
    return bool(await fetch(f"SELECT 1 AS one FROM {listing} = 'tortoise_migrations'"))  # noqa: S608 - constants


def _migrations(app: str) -> list[str]:
    names = (file.name for file in files(f"{app}.migrations").iterdir())
    return sorted(name.removesuffix(".py") for name in names if name[:4].isdigit())
