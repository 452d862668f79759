"""The work list of nights on which more rooms or people are booked than may be: somebody must find a way for these groups."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tortoise.expressions import F

from sites.calendar.models import Night, Reception
from sites.foundation import clock


@dataclass(frozen=True, slots=True)
class OverNight:
    """So many rooms of a type, or people where the room type is 0."""

    site_id: int
    room_type_id: int
    date: date
    over: int
    note: str


async def over_booked(site_ids: Iterable[int]) -> tuple[OverNight, ...]:
    """From tonight on, the nearest first. Two queries."""
    wanted = [*site_ids]
    nights = await Night.filter(
        site_id__in=wanted, date__gte=clock.today(), over_by__gt=0,
        sell_limit__lt=F("held") + F("sold"),
    )  # fmt: skip
    dates = await Reception.filter(
        site_id__in=wanted, date__gte=clock.today(), over_by__gt=0,
        people_limit__lt=F("held") + F("sold"),
    )  # fmt: skip
    found = [
        OverNight(r.site_id, r.room_type_id, r.date, r.held + r.sold - r.sell_limit, r.note)
        for r in nights
    ]
    found += [OverNight(r.site_id, 0, r.date, r.held + r.sold - r.people_limit, "") for r in dates]
    return tuple(sorted(found, key=lambda one: (one.date, one.site_id, one.room_type_id)))
