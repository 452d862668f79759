"""A yes to one inquiry tells the others at once: what is free instead, and that theirs stays listed."""

from booking.stays.access import stay_by_id
from booking.stays.models import Stay, StayEvent
from booking.stays.moves import record
from booking.stays.states import State
from booking.stays.waiting.alternatives import Alternatives, alternatives_to
from booking.stays.waiting.inquiries import competitors_of, wanted_of
from sites import calendar
from sites.calendar import Wanted
from sites.foundation.actor import SYSTEM
from sites.foundation.database import transaction

ACTS = ("alternatives_told", "kept_for_later")


async def tell_outcompeted(granted_id: int) -> int:
    """Tell each competing inquiry that finds no room any more, once; how many were told. They stay inquiries."""
    granted, told = await stay_by_id(granted_id), 0
    if not State(granted.state).effects.takes_nights:
        return 0
    for other in await competitors_of(granted):
        wanted = (await wanted_of([other.id]))[0]
        if await _has_room(wanted):
            continue
        told += await _tell(other.id, granted_id, await alternatives_to(wanted))
    return told


async def _has_room(wanted: Wanted) -> bool:
    days = len(wanted.nights) + 1
    window = await calendar.read_window(wanted.check_in, days, site_ids=[wanted.site_id])
    return not calendar.shortages(window, wanted)


@transaction
async def _tell(stay_id: int, granted_id: int, found: Alternatives) -> bool:
    """In its history; the inquiry's row is the lock, so that two workers write it once."""
    stay = await Stay.filter(id=stay_id, state=State.INQUIRY).select_for_update(no_key=True).first()
    if stay is None:
        return False
    earlier = await StayEvent.filter(stay_id=stay.id, act__in=ACTS)
    if any(event.facts.get("granted") == granted_id for event in earlier):
        return False
    facts = {
        "granted": granted_id,
        "dates": [day.isoformat() for day in found.dates],
        "sites": [*found.sites],
    }
    await record(
        stay, act="alternatives_told" if found else "kept_for_later", by=SYSTEM, facts=facts
    )
    return True
