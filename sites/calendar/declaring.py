"""An operator declares when the nights of its base may be booked, wherever a night says nothing else."""

from datetime import timedelta

from sites.calendar.booking_window import BookingWindow
from sites.calendar.changes import LONGEST_AHEAD
from sites.calendar.edit_refusals import BookingDaysOutside, BookingWindowUnfit
from sites.calendar.edit_telling import tell
from sites.calendar.selection import MOST_DAYS, Selection
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.identifiers import public_id
from sites.listings import SiteUnknown
from sites.listings.models import Site


@transaction
async def declare_window(site_id: int, window: BookingWindow, *, by: Actor) -> None:
    """From now on; what is booked stays booked. Whoever listens is told that the base's nights changed.

    Refused: BookingDaysOutside, BookingWindowUnfit; SiteUnknown, also for another operator's base.
    """
    for field, days in (("earliest", window.earliest or 0), ("latest", window.latest)):
        if not 0 <= days <= LONGEST_AHEAD:
            raise BookingDaysOutside(most=LONGEST_AHEAD, field=field)
    if not window.is_sound:
        raise BookingWindowUnfit(earliest=window.earliest, latest=window.latest, field="latest")
    declared = await Site.filter(id=site_id, operator_id=by.organisation_id).update(
        book_from=window.earliest, book_until=window.latest
    )
    if not declared:
        raise SiteUnknown
    today = clock.today()
    every = Selection(site_id, today, today + timedelta(days=MOST_DAYS), frozenset())
    await tell(every, source=f"window:{public_id()}")
