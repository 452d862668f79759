"""A hold may be made longer once: an option by the site's days, a checkout by 15 minutes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from booking.people.open_holds import lock_open_holds
from booking.stays.access import stay_of_union, trip_of_union
from booking.stays.hold_times import hold_end
from booking.stays.models import Stay
from booking.stays.moves import record, touch
from booking.stays.refusals import AlreadyMoved, AlreadyProlonged, HoldOver
from booking.stays.states import State
from booking.stays.trip_refusals import NothingHeld
from booking.stays.trip_stays import held_of
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.language import _
from sites.listings.models import Site


@transaction
async def prolong(public_id: str, *, by: Actor) -> None:
    """Give the hold its one prolongation. Refused: HoldOver, AlreadyProlonged, AlreadyMoved."""
    await lock_open_holds(by.organisation_id)
    stay = await stay_of_union(public_id, by=by)
    await _prolong([stay], by=by)


@transaction
async def prolong_trip(trip: str, *, by: Actor) -> None:
    """The same for every held stay of a trip that was not prolonged yet: together, to the earliest of
    their new ends. Refused: TripUnknown, NothingHeld, and as `prolong`.
    """
    await lock_open_holds(by.organisation_id)
    stays = await held_of((await trip_of_union(trip, by=by)).id)
    if not stays:
        raise NothingHeld
    await _prolong([one for one in stays if not one.is_prolonged] or stays, by=by)


async def _prolong(stays: Sequence[Stay], *, by: Actor) -> None:
    later = min([await _later(stay) for stay in stays])
    for stay in stays:
        if stay.hold_expires_at and stay.hold_expires_at < later:
            await touch(
                stay, only_if={"is_prolonged": False}, hold_expires_at=later, is_prolonged=True
            )
            await record(stay, act="prolonged", by=by, facts={"ends": later.isoformat()})


async def _later(stay: Stay) -> datetime:
    """Refused: HoldOver, AlreadyProlonged, AlreadyMoved."""
    ends = demand_live_hold(stay)
    if stay.is_prolonged:
        raise AlreadyProlonged(ends=ends)
    if stay.hold_kind == "checkout":
        return ends + timedelta(minutes=15)
    site = await Site.get(id=stay.site_id)
    return hold_end("option", option_days=site.option_days, check_in=stay.check_in, since=ends)


def demand_live_hold(stay: Stay) -> datetime:
    """When the hold ends. A hold past its time accepts no act, even before the expiry verb came by."""
    if State(stay.state) is not State.HELD or stay.hold_expires_at is None:
        raise AlreadyMoved(state=_(State(stay.state).words))
    if stay.hold_expires_at <= clock.now():
        raise HoldOver(ended=stay.hold_expires_at)
    return stay.hold_expires_at


def is_live(stay: Stay) -> bool:
    """Whether it is a hold that still accepts acts."""
    ends = stay.hold_expires_at
    return State(stay.state) is State.HELD and ends is not None and ends > clock.now()
