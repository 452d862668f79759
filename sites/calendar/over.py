"""The work list of nights on which more rooms are booked than are left: somebody must find a way for these groups."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tortoise.expressions import F

from sites.calendar.models import Night
from sites.foundation import clock


@dataclass(frozen=True, slots=True)
class OverNight:
    site_id: int
    room_type_id: int
    date: date
    over: int
    note: str


async def over_booked(site_ids: Iterable[int]) -> tuple[OverNight, ...]:
    """From tonight on, the nearest first. One query."""
    rows = await Night.filter(
        site_id__in=[*site_ids], date__gte=clock.today(), over_by__gt=0,
        sell_limit__lt=F("held") + F("sold"),
    ).order_by("date", "room_type_id")  # fmt: skip
    return tuple(
        OverNight(r.site_id, r.room_type_id, r.date, r.held + r.sold - r.sell_limit, r.note)
        for r in rows
    )
