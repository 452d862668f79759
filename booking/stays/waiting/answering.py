"""The union answers an offer of the waiting list: it keeps the rooms, or gives them back for the next."""

from booking.stays.cancellation import cancel
from booking.stays.hold_times import hold_end
from booking.stays.models import Stay
from booking.stays.moves import record, touch
from booking.stays.prolonging import demand_live_hold
from booking.stays.states import State
from booking.stays.waiting.access import own_wait
from booking.stays.waiting.events import write_event
from booking.stays.waiting.models import Wait
from booking.stays.waiting.refusals import NothingOffered
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from sites.listings.models import Site


@transaction
async def keep(public_id: str, *, by: Actor) -> str:
    """Take the offer: it becomes an option hold like any other, with the base's days; the stay's public id.

    Refused: WaitUnknown, NothingOffered, HoldOver, AlreadyMoved.
    """
    wait, stay = await _offered(public_id, by=by)
    ends = demand_live_hold(stay)
    site = await Site.get(id=stay.site_id)
    later = hold_end(
        "option", option_days=site.option_days, check_in=stay.check_in, since=clock.now()
    )
    await touch(
        stay,
        only_if={"hold_expires_at": ends},
        hold_expires_at=max(ends, later),
        is_prolonged=False,
    )
    kept = await Wait.filter(id=wait.id, kept_at=None).update(kept_at=clock.now())
    if not kept:
        raise NothingOffered
    await record(stay, act="offer_kept", by=by, facts={"ends": max(ends, later).isoformat()})
    await write_event(wait, act="kept", by=by, site_id=stay.site_id)
    return stay.public_id


async def decline(public_id: str, *, note: str = "", by: Actor) -> None:
    """Give the rooms back at no cost; they are kept for the next on the list. The entry is over.

    Refused: WaitUnknown, NothingOffered, HoldOver, AlreadyMoved.
    """
    _wait, stay = await _offered(public_id, by=by)
    await cancel(stay.public_id, fee_seen=Money(0, stay.currency), note=note, by=by)


async def _offered(public_id: str, *, by: Actor) -> tuple[Wait, Stay]:
    wait = await own_wait(public_id, by=by)
    if wait.state != "offered" or wait.kept_at is not None or wait.stay_id is None:
        raise NothingOffered
    stay = await Stay.get(id=wait.stay_id)
    if State(stay.state) is not State.HELD:
        raise NothingOffered
    return wait, stay
