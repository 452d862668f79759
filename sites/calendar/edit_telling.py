"""Nights that were changed by hand are told to whoever listens, after the commit."""

from sites.calendar.selection import Selection
from sites.foundation import outbox


async def tell(selection: Selection, *, source: str) -> None:
    """Post the span in the caller's transaction; `source` makes it one telling however often its job runs."""
    span = {"first": selection.first.isoformat(), "until": selection.until.isoformat()}
    payload = {"site_id": selection.site_id, "source": source, **span}
    await outbox.post("nights.changed", payload)
