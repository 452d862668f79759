"""Which nights of a base are taken, for calendars of other programs: rooms and dates, and no word of who sleeps there."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from sites.foundation import clock
from sites.foundation.database import fetch

BACK = timedelta(days=31)
# What was read from another calendar is not told back to it.
_TAKEN = (
    "SELECT c.holder, c.rooms, c.is_sold, n.date, n.room_type_id FROM night_claims c JOIN nights n ON n.id = c.night_id "
    "WHERE n.site_id = $1 AND n.date >= $2 AND c.released_at IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM outside_bookings o WHERE o.public_id = c.holder) "
    "ORDER BY c.holder, n.room_type_id, n.date"
)


@dataclass(frozen=True)
class TakenSpan:
    """Nights in a row of one holder and room type. `key` names it without naming anybody."""

    key: str
    room_type_id: int
    first: date
    until: date
    rooms: int
    is_sold: bool


async def taken_spans(site_id: int) -> tuple[TakenSpan, ...]:
    """From a month ago on."""
    rows = await fetch(_TAKEN, site_id, clock.today() - BACK)
    by_holder = groupby(rows, key=lambda row: (row["holder"], row["room_type_id"]))
    return tuple(span for _key, nights in by_holder for span in _spans(nights))


def _spans(rows: Iterable[dict[str, Any]]) -> Iterator[TakenSpan]:
    """One holder's nights of one type, joined where they follow each other with as many rooms."""
    open_one: TakenSpan | None = None
    for span in map(_span, rows):
        if open_one and _follows(open_one, span):
            open_one = replace(open_one, until=span.until)
            continue
        if open_one:
            yield open_one
        open_one = span
    if open_one:
        yield open_one


def _span(row: dict[str, Any]) -> TakenSpan:
    # Raw rows carry dates as text on SQLite.
    night = date.fromisoformat(row["date"]) if isinstance(row["date"], str) else row["date"]
    named = f"{row['holder']}.{row['room_type_id']}.{night}"
    key = hashlib.sha256(named.encode()).hexdigest()[:32]
    until = night + timedelta(days=1)
    return TakenSpan(key, row["room_type_id"], night, until, row["rooms"], bool(row["is_sold"]))


def _follows(last: TakenSpan, span: TakenSpan) -> bool:
    return (last.until, last.rooms, last.is_sold) == (span.first, span.rooms, span.is_sold)
