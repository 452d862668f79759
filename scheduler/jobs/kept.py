"""What a house keeps in order by itself: the calendar's far end, certificates past their last day, old rows."""

from datetime import date, timedelta

from sites import calendar, certification
from sites.foundation import clock, health, outbox
from sites.foundation.actor import SYSTEM

# With the half year that lies behind, a year and a half of nights is on record.
OPEN_DAYS = timedelta(days=365)
ROWS_STAY = timedelta(days=30)
SILENT_STAY = timedelta(days=1)


async def calendars_to_extend() -> list[int]:
    return await calendar.behind(_horizon())


async def extend_calendar(site_id: int) -> None:
    await calendar.roll_forward(site_id, until=_horizon(), by=SYSTEM)


def _horizon() -> date:
    return clock.today() + OPEN_DAYS


async def expire_certificates() -> int:
    return len(await certification.expire(by=SYSTEM))


async def forget_done_rows() -> int:
    return await outbox.forget_done(older_than=ROWS_STAY)


async def forget_silent_workers() -> int:
    return await health.forget_silent(older_than=SILENT_STAY)
