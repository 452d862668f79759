"""Making holds: the stays of a trip, all or none. Most trips have one."""

from collections.abc import Sequence
from contextlib import suppress

from booking.stays.expiry import expire, overdue_holds, overdue_of_trip
from booking.stays.holding import HeldTrip, hold_at_once
from booking.stays.order import HoldOrder
from booking.stays.refusals import AlreadyMoved
from booking.stays.trip_order import TripOrder
from sites.calendar import NightsTaken, ReceptionFull
from sites.foundation.actor import Actor
from sites.foundation.idempotency import Key
from sites.listings.models import Site


async def hold(order: HoldOrder, *, trip: str = "", by: Actor, key: Key | None = None) -> str:
    """Hold rooms and places for a group; the stay's public id. A request sent twice holds once.

    With `trip` the stay joins that trip of the union. Refused as `hold_trip`.
    """
    return (await hold_trip([order], trip=trip, by=by, key=key)).stays[0]


async def hold_trip(
    orders: Sequence[HoldOrder], *, trip: str = "", by: Actor, key: Key | None = None
) -> HeldTrip:
    """Hold the stays of one trip, all or none: they follow one another, the people stay the same, and
    the whole counts as one open hold and once against quotas. Held together, they are held until one instant.

    Refused, and about which stay where there are several: UnionNotVerified, TooManyHolds, OfferUnknown,
    AsksFirst, CertificateNotValid, DateOver, HeadsMissing, RoomsUnknown, BedsTooFew, the package's, the
    calendar's and the quotas' refusals; TooManyLegs, LegsOverlap, LegsApart, HeadsDiffer, ProgrammeDiffers;
    with `trip` also TripUnknown and TripClosed. Where room is short, holds past their time on these nights
    are expired first, each in its own transaction, and it is tried once more.
    """
    asked = TripOrder(tuple(orders), trip)
    asked.demand_whole()
    if trip:
        await _end(await overdue_of_trip(trip, by=by))
    return (await hold_trips([asked], by=by, keys=[key]))[0]


async def hold_trips(
    trips: Sequence[TripOrder], *, by: Actor, keys: Sequence[Key | None]
) -> list[HeldTrip]:
    """Several trips, each under its own key, all or none. Refused as `hold_trip`."""
    try:
        return await hold_at_once(trips, by=by, keys=keys)
    except (NightsTaken, ReceptionFull):
        for order in (order for one in trips for order in one.orders):
            site = await Site.get(code=order.site)
            await _end(await overdue_holds(site.id, order.check_in, order.check_out))
        return await hold_at_once(trips, by=by, keys=keys)


async def _end(stay_ids: Sequence[int]) -> None:
    # None may be left because another group in need just ended it: the rooms are free all the same.
    for stay_id in stay_ids:
        with suppress(AlreadyMoved):  # somebody else in need ended it meanwhile
            await expire(stay_id)
