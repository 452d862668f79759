"""Cancelling what is left of a trip: all its stays at once, at the fees together that the person saw."""

from dataclasses import dataclass

from booking.people.open_holds import lock_open_holds
from booking.stays.access import trip_of_union
from booking.stays.cancellation import CancellationPreview, cancel_stays, preview_of
from booking.stays.models import Stay
from booking.stays.trip_refusals import NothingToCancel
from booking.stays.trip_stays import alone_with, standing
from sites.foundation import idempotency
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money, total
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key


@dataclass(frozen=True)
class TripCancellation:
    """What cancelling all of it now would do, by the public ids of the stays that can still be cancelled."""

    stays: dict[str, CancellationPreview]

    @property
    def fee(self) -> Money:
        return total(one.fee for one in self.stays.values())

    @property
    def price(self) -> Money:
        return total(one.price for one in self.stays.values())


async def preview_trip_cancellation(trip: str, *, by: Actor) -> TripCancellation:
    """Refused: TripUnknown."""
    found = await trip_of_union(trip, by=by)
    stays = await _cancellable(found.id)
    return TripCancellation({stay.public_id: await preview_of(stay) for stay in stays})


@transaction
async def cancel_trip(
    trip: str, *, fee_seen: Money, note: str, by: Actor, key: Key | None = None
) -> None:
    """Cancel every stay of the trip that can still be cancelled, at their fees together; the rest stays as
    it is. Refused: TripUnknown, NothingToCancel, and as `cancel`.
    """
    if await idempotency.claim(key, by=by):
        return
    found = await trip_of_union(trip, by=by)
    await lock_open_holds(by.organisation_id)
    await alone_with(found.id)
    stays = await _cancellable(found.id)
    if not stays:
        raise NothingToCancel
    await cancel_stays(stays, fee_seen=fee_seen, note=note, by=by)
    await idempotency.keep(key, found.public_id, by=by)


async def _cancellable(trip_id: int) -> list[Stay]:
    return [stay for stay in await standing(trip_id) if (await preview_of(stay)).may_cancel]
