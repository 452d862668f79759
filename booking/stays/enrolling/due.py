"""What of enrolments is due now: places that came free, a closing day that nears, entries that wait for an answer."""

from datetime import timedelta

from booking.rosters import enrolling
from booking.rosters.enrolment_models import Application, Enrolment
from booking.stays.enrolling.finding import opened
from sites.foundation import clock
from sites.foundation.database import transaction

SOON = timedelta(days=2)
WAITS_LONG = timedelta(hours=12)


async def places_to_fill() -> list[int]:
    """Enrolments with a waiting list. Whether a place is free is asked under lock."""
    rows = (
        await Application.filter(state="listed").distinct().values_list("enrolment_id", flat=True)
    )
    return sorted({int(str(one)) for one in rows})


@transaction
async def fill_enrolment(enrolment_id: int) -> int:
    """Give free places to who is next, also those that came free when somebody left the list of who travels."""
    row = await enrolling.locked_enrolment(enrolment_id)
    found = await opened(row)
    return await enrolling.fill_places(row) if found.stays else 0


async def enrolments_closing() -> list[int]:
    """Open ones whose last day is near: the organiser may remind the members. Telling is once for each day of closing."""
    today = clock.today()
    rows = Enrolment.filter(closed_at=None, closes_on__gte=today, closes_on__lte=today + SOON)
    return [int(str(one)) for one in await rows.order_by("id").values_list("id", flat=True)]


async def enrolments_waiting() -> list[int]:
    """Those with an entry that has waited half a day for an answer."""
    since = clock.now() - WAITS_LONG
    rows = Application.filter(state="asked", made_at__lte=since)
    return sorted({int(str(one)) for one in await rows.values_list("enrolment_id", flat=True)})
