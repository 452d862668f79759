"""How many promised groups arrive and leave on each day, counted where they stand."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tortoise.functions import Count

from booking.stays.models import Stay
from booking.stays.states import State
from sites.calendar import nights_between
from sites.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class Movement:
    arriving: int
    leaving: int


async def movements_between(first: date, until: date, *, by: Actor) -> Mapping[date, Movement]:
    """Groups of the actor's operator, day by day from `first` until before `until`."""
    arriving = await _groups("check_in", first, until, by=by)
    leaving = await _groups("check_out", first, until, by=by)
    return {day: Movement(arriving[day], leaving[day]) for day in nights_between(first, until)}


async def _groups(column: str, first: date, until: date, *, by: Actor) -> Counter[date]:
    rows = (
        await Stay.filter(
            operator_id=by.organisation_id, state__in=[State.CONFIRMED, State.IN_HOUSE],
            **{f"{column}__gte": first, f"{column}__lt": until},
        )
        .annotate(groups=Count("id"))
        .group_by(column)
        .values_list(column, "groups")
    )  # fmt: skip
    return Counter({day: int(groups) for day, groups in rows})
