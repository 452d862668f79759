"""A hold may be made longer once: an option by the site's days, a checkout by 15 minutes."""

from datetime import datetime, timedelta

from booking.stays.access import stay_of_union
from booking.stays.hold_times import hold_end
from booking.stays.models import Stay
from booking.stays.moves import record, touch
from booking.stays.refusals import AlreadyMoved, AlreadyProlonged, HoldOver
from booking.stays.states import State
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.language import _
from sites.listings.models import Site


@transaction
async def prolong(public_id: str, *, by: Actor) -> None:
    """Give the hold its one prolongation. Refused: HoldOver, AlreadyProlonged, AlreadyMoved."""
    stay = await stay_of_union(public_id, by=by)
    ends = demand_live_hold(stay)
    if stay.is_prolonged:
        raise AlreadyProlonged(ends=ends)
    site = await Site.get(id=stay.site_id)
    later = _later(stay, ends, option_days=site.option_days)
    await touch(stay, only_if={"is_prolonged": False}, hold_expires_at=later, is_prolonged=True)
    await record(stay, act="prolonged", by=by, facts={"ends": later.isoformat()})


def _later(stay: Stay, ends: datetime, *, option_days: int) -> datetime:
    if stay.hold_kind == "checkout":
        return ends + timedelta(minutes=15)
    return hold_end("option", option_days=option_days, check_in=stay.check_in, since=ends)


def demand_live_hold(stay: Stay) -> datetime:
    """When the hold ends. A hold past its time accepts no act, even before the expiry verb came by."""
    if State(stay.state) is not State.HELD or stay.hold_expires_at is None:
        raise AlreadyMoved(state=_(State(stay.state).words))
    if stay.hold_expires_at <= clock.now():
        raise HoldOver(ended=stay.hold_expires_at)
    return stay.hold_expires_at
