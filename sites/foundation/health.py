"""Signs of life of the worker: its heartbeat, and when each sweep last ran and what it found."""

from dataclasses import dataclass
from datetime import datetime

from tortoise import fields
from tortoise.models import Model

from sites.foundation import clock


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


async def note_sweep(name: str, *, found: int) -> None:
    await SweepRun.update_or_create(defaults={"ran_at": clock.now(), "found": found}, name=name)


async def heartbeats() -> list[Sign]:
    return [Sign(row.name, row.beaten_at) for row in await Heartbeat.all().order_by("name")]


async def sweeps() -> list[Sign]:
    return [Sign(row.name, row.ran_at, row.found) for row in await SweepRun.all().order_by("name")]
