"""Several batches of one plan, held in one form: each a trip of its own, all or none, or those that fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from booking.people import UnionNotVerified
from booking.stays.hold import hold, hold_trips
from booking.stays.order import HoldOrder
from booking.stays.trip_order import TripOrder
from booking.stays.trip_refusals import TooManyBatches
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.idempotency import Key

MOST_BATCHES = 10


@dataclass(frozen=True)
class Batch:
    """One batch and what became of it: the public id of its stay, or why it was not held."""

    order: HoldOrder
    stay: str = ""
    refusal: Refusal | None = None


async def hold_batches(
    orders: Sequence[HoldOrder], *, whole: bool, by: Actor, key: Key | None = None
) -> list[Batch]:
    """Hold each order as a trip of its own, in the order in which they are given. A request sent twice holds once.

    `whole`: all or none, refused as `hold_trip` and HoldsNotEnough, about which batch. Otherwise each by
    itself: those that are refused say why, and the others are held. Refused in both ways: TooManyBatches,
    UnionNotVerified.
    """
    if not 1 <= len(orders) <= MOST_BATCHES:
        raise TooManyBatches(most=MOST_BATCHES, asked=len(orders))
    keys = [_key(key, number) for number in range(len(orders))]
    if whole:
        trips = [TripOrder((order,)) for order in orders]
        made = await hold_trips(trips, by=by, keys=keys)
        return [Batch(order, one.stays[0]) for order, one in zip(orders, made, strict=True)]
    return [await _held(order, by=by, key=own) for order, own in zip(orders, keys, strict=True)]


def _key(key: Key | None, number: int) -> Key | None:
    """The first batch has the request's own key, so that this is used up; the others have keys of the same length at most."""
    if key is None or number == 0:
        return key
    return Key(sha256(f"{key.token}:{number}".encode()).hexdigest(), key.fingerprint)


async def _held(order: HoldOrder, *, by: Actor, key: Key | None) -> Batch:
    try:
        return Batch(order, await hold(order, by=by, key=key))
    except UnionNotVerified:
        raise
    except Refusal as refusal:
        return Batch(order, refusal=refusal)
