"""How many people a base receives on a date, apart from its rooms: as many as it is on record for, or fewer.

Whoever is booked stays booked, so no date is set below its bookings.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sites.calendar.changes import Change
from sites.calendar.edit_refusals import (
    ChangedSince,
    MoreThanReceived,
    NothingToChange,
    TooFewForPeople,
)
from sites.calendar.first_refusal import announce_freed, keep_dates
from sites.calendar.models import Reception
from sites.calendar.selection import Selection
from sites.calendar.waiters import Span, lock_nights, lock_places
from sites.foundation.database import demand_transaction
from sites.listings.models import Site

RECEIVE = "receive"


@dataclass(frozen=True, slots=True)
class DateChange:
    """The limit of one date, as it is and as it becomes."""

    id: int
    date: date
    booked: int
    before: int
    after: int


async def judged_dates(selection: Selection, change: Change) -> list[DateChange]:
    """Only dates that become something else; room types say nothing here.

    Refused: NothingToChange, MoreThanReceived, TooFewForPeople.
    """
    most = (await Site.get(id=selection.site_id)).reception_limit
    if not 0 <= change.value <= most:
        raise MoreThanReceived(most=most, field="value")
    found = [one for one in await _dates(selection, change.value) if one.before != one.after]
    if not found:
        raise NothingToChange
    return [_held_to_bookings(one) for one in found]


async def lock_dates(selection: Selection) -> None:
    """The places first, then the nights that a waiting list may keep."""
    demand_transaction()
    span = Span(selection.site_id, selection.first, selection.until)
    await lock_places(span)
    await lock_nights(span)


async def write_dates(changes: Sequence[DateChange]) -> None:
    """The rows are locked by the caller. Places that come free are offered to waiting groups first."""
    demand_transaction()
    for one in changes:
        await Reception.filter(id=one.id).update(people_limit=one.after, over_by=0)
    freed = [one.id for one in changes if one.after > one.before]
    await announce_freed(await keep_dates(freed))


async def put_back(selection: Selection, kept: Iterable[Sequence[int]]) -> None:
    """Every date as it was before the edit. Refused: ChangedSince, MoreThanReceived, TooFewForPeople."""
    await lock_dates(selection)
    most = (await Site.get(id=selection.site_id)).reception_limit
    limits = {id_: (before, after) for id_, before, after in kept}
    changes = []
    for row in await Reception.filter(id__in=[*limits]).order_by("date"):
        before, after = limits[row.id]
        if row.people_limit != after:
            raise ChangedSince(night=row.date)
        if before > most:
            raise MoreThanReceived(most=most)
        changes.append(_held_to_bookings(DateChange(row.id, row.date, row.held + row.sold, after, before)))  # fmt: skip
    await write_dates(changes)


def kept_dates(changes: Iterable[DateChange]) -> list[Any]:
    return [[one.id, one.before, one.after] for one in changes]


async def _dates(selection: Selection, limit: int) -> list[DateChange]:
    rows = await Reception.filter(
        site_id=selection.site_id, date__gte=selection.first, date__lt=selection.until
    ).order_by("date")
    return [
        DateChange(row.id, row.date, row.held + row.sold, row.people_limit, limit)
        for row in rows
        if row.date.weekday() in selection.weekdays
    ]


def _held_to_bookings(one: DateChange) -> DateChange:
    if one.after < one.booked:
        raise TooFewForPeople(night=one.date, booked=one.booked, field="value")
    return one
