"""Files whose reading takes longer than a page may wait: how far each is, until it is read, refused or broke off."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tortoise.expressions import Q

from booking.rosters.reading_model import FileReading
from sites.foundation import clock
from sites.foundation.database import transaction

# Whoever reads says so twice a second; after so long a silence its process is gone.
SILENT, SHOWN = timedelta(seconds=30), timedelta(hours=1)
STAGES = ("parts", "cells", "rows")


@dataclass(frozen=True, slots=True)
class Reading:
    """`words` say why nothing was read, `broke_off` that nobody reads any more; else it goes on."""

    id: int
    stage: str
    done: int
    total: int
    words: str
    started_at: datetime
    broke_off: bool

    @property
    def goes_on(self) -> bool:
        return not self.words and not self.broke_off


@transaction
async def begin_reading(place: str) -> int:
    """Its number, by which it is told how far it is."""
    now = clock.now()
    row = await FileReading.create(
        place=place, stage=STAGES[0], done=0, total=1, started_at=now, told_at=now
    )
    return int(row.id)


@transaction
async def clear_readings(place: str) -> None:
    """What was shown at this place goes, and with it whatever is old elsewhere."""
    await FileReading.filter(Q(place=place) | Q(started_at__lt=clock.now() - SHOWN)).delete()


@transaction
async def note_reading(number: int, stage: str, done: int, total: int) -> None:
    told = {"stage": stage, "done": min(done, total), "total": total, "told_at": clock.now()}
    await FileReading.filter(id=number).update(**told)


@transaction
async def end_reading(number: int, words: str = "") -> None:
    """Read, or refused: then with the words that say why."""
    row = FileReading.filter(id=number)
    if words:
        await row.update(words=words[:400])
    else:
        await row.delete()


async def reading_of(place: str) -> Reading | None:
    shown = FileReading.filter(place=place, started_at__gte=clock.now() - SHOWN)
    row = await shown.order_by("-id").first()
    if row is None:
        return None
    broke_off = not row.words and row.told_at < clock.now() - SILENT
    return Reading(
        row.id, row.stage, row.done, row.total, row.words, row.started_at, broke_off=broke_off
    )
