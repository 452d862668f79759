"""An inquiry becomes an entry on the base's waiting list: the union waits instead of asking."""

from booking.people.open_holds import lock_open_holds
from booking.stays.access import stay_of_union
from booking.stays.figures import latest
from booking.stays.models import Party, Stay, StayNight, Trip
from booking.stays.moves import move
from booking.stays.refusals import AlreadyMoved
from booking.stays.states import State
from booking.stays.waiting.joining import write_wait
from booking.stays.waiting.order import WaitOrder
from sites.foundation import idempotency
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.foundation.language import _
from sites.listings.models import Site
from sites.packages import Heads
from sites.packages.models import Package


@transaction
async def wait_instead(stay: str, *, by: Actor, key: Key | None = None) -> str:
    """End the inquiry and stand on the list for the same nights, rooms and people; the entry's public id.

    Refused: StayUnknown, AlreadyMoved, and what `join` refuses, RoomIsThere above all.
    """
    if earlier := await idempotency.claim(key, by=by):
        return earlier
    await lock_open_holds(by.organisation_id)
    row = await stay_of_union(stay, by=by)
    if State(row.state) is not State.INQUIRY:
        raise AlreadyMoved(state=_(State(row.state).words))
    order = await _order(row)
    await move(row, State.CANCELLED, by=by, act="went_waiting", was_cancelled=True)
    wait = await write_wait(order, by=by)
    await idempotency.keep(key, wait.public_id, by=by)
    return wait.public_id


async def _order(row: Stay) -> WaitOrder:
    site, trip = await Site.get(id=row.site_id), await Trip.get(id=row.trip_id)
    party = await Party.get(trip_id=row.trip_id, organisation_id=row.union_id)
    package = await Package.get(id=row.package_id)
    nights = latest(await StayNight.filter(stay_id=row.id).prefetch_related("room_type"))
    first = [night for night in nights if night.date == row.check_in]
    return WaitOrder(
        sites=(site.code,), starts_on=row.check_in, ends_on=row.check_out,
        nights=(row.check_out - row.check_in).days,
        heads=Heads(party.workers, party.family, party.crew),
        rooms={night.room_type.code: night.contracted_rooms for night in first},
        package=package.code, programme=trip.programme, contact=row.contact,
    )  # fmt: skip
