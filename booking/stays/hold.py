"""Making holds: the stays of a trip, all or none. Most trips have one."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import TypeVar

from booking import quotas
from booking.stays.expiry import expire, overdue_holds, overdue_of_quota, overdue_of_trip
from booking.stays.held_by_others import with_its_end
from booking.stays.holding import HeldTrip, hold_at_once
from booking.stays.order import HoldOrder
from booking.stays.refusals import AlreadyMoved
from booking.stays.trip_order import TripOrder
from sites import calendar
from sites.calendar import NightsHeld, NightsTaken, ReceptionFull, ReceptionHeld
from sites.foundation.actor import Actor
from sites.foundation.idempotency import Key
from sites.listings.models import Site

T = TypeVar("T")


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
    AsksFirst, CertificateNotValid, DateOver, HeadsMissing, RoomsUnknown, BedsTooFew, the package's and the
    calendar's refusals, QuotaNotOpen, QuotaSpent; with a batch of the plan BatchUnknown and BatchTaken; TooManyLegs, LegsOverlap, LegsApart, HeadsDiffer,
    ProgrammeDiffers; with `trip` also TripUnknown and TripClosed. Where room or quota is short, holds past
    their time that have it are expired first, each in its own transaction, and it is tried once more. What
    others only hold is told with the first end of it.
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
    orders = [order for one in trips for order in one.orders]
    return await in_need(lambda: hold_at_once(trips, by=by, keys=keys), orders)


def _nights(order: HoldOrder) -> list[object]:
    return [*calendar.nights_between(order.check_in, order.check_out)]


async def in_need(act: Callable[[], Awaitable[T]], orders: Sequence[HoldOrder]) -> T:
    """Do what holds these orders; in need of room or quota, end what is overdue and try again. What others only hold
    is told with the first end of it.
    """
    try:
        return await _twice(act, orders)
    except (NightsHeld, ReceptionHeld) as held:
        short = next(order for order in orders if held.params["night"] in _nights(order))
        told = await with_its_end(held, (await Site.get(code=short.site)).id)
        told.about = held.about
        raise told from None


async def _twice(act: Callable[[], Awaitable[T]], orders: Sequence[HoldOrder]) -> T:
    try:
        return await act()
    except (NightsTaken, ReceptionFull):
        for order in orders:
            site = await Site.get(code=order.site)
            await _end(await overdue_holds(site.id, order.check_in, order.check_out))
    except quotas.QuotaSpent as spent:
        await _end(await overdue_of_quota(spent.quota_id))
    return await act()


async def _end(stay_ids: Sequence[int]) -> None:
    # None may be left because another group in need just ended it: there is room all the same.
    for stay_id in stay_ids:
        with suppress(AlreadyMoved):  # somebody else in need ended it meanwhile
            await expire(stay_id)
