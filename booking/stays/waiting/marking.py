"""The nights for which somebody waits: marked anew, under lock, whenever an entry begins or ends."""

from collections.abc import Iterable

from booking.stays.waiting.models import Wait, WaitPlace
from sites import calendar
from sites.calendar import Span
from sites.foundation.database import demand_transaction


def spans_of(wait: Wait, places: Iterable[WaitPlace]) -> list[Span]:
    """All nights that the entry could use, in the order in which they are locked."""
    sites = sorted(place.site_id for place in places)
    return [Span(site_id, wait.starts_on, wait.ends_on) for site_id in sites]


async def mark(wait: Wait, places: Iterable[WaitPlace]) -> None:
    """After the entry was written, or moved on: its nights have waiters exactly where an open entry could use them.

    Who else waits is asked after the nights are locked: of two who join and leave at once, the later one sees both.
    """
    demand_transaction()
    spans = spans_of(wait, places)
    await calendar.lock_nights(*spans)
    for span in spans:
        await calendar.mark_waiters(span, await _waited(span))


async def _waited(span: Span) -> list[Span]:
    rows = await WaitPlace.filter(
        site_id=span.site_id, wait__state="waiting",
        wait__starts_on__lt=span.until, wait__ends_on__gt=span.first,
    ).values_list("wait__starts_on", "wait__ends_on")  # fmt: skip
    return [Span(span.site_id, first, until) for first, until in rows]
