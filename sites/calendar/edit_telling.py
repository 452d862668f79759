"""Nights that were changed without a stay are told to whoever listens, after the commit."""

from datetime import date

from sites.calendar.selection import Selection
from sites.foundation import outbox


async def tell(selection: Selection, *, source: str) -> None:
    """Post the span in the caller's transaction; `source` makes it one telling however often its job runs."""
    await tell_span(selection.site_id, selection.first, selection.until, source=source)


async def tell_span(site_id: int, first: date, until: date, *, source: str) -> None:
    """The same for who takes nights without a stay, or gives them back: `until` is the morning after the last."""
    span = {"first": first.isoformat(), "until": until.isoformat()}
    await outbox.post("nights.changed", {"site_id": site_id, "source": source, **span})
