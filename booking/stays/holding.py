"""The one transaction in which holds are made: whatever is short, nothing of it is held."""

from collections.abc import Sequence
from dataclasses import dataclass

from booking.people import take_open_hold
from booking.stays.hold_times import hold_end
from booking.stays.moves import NewStay, record_first
from booking.stays.order import HoldOrder
from booking.stays.placing import Place, demand_bookable, place_of, wanted_of, write_stay
from booking.stays.planned import take_batch
from booking.stays.quota_use import follow_quota, lock_quotas
from booking.stays.refusals import AsksFirst
from booking.stays.states import State
from booking.stays.trip_order import Entered, TripOrder, begin, join
from booking.stays.trip_stays import follow_dates
from sites import calendar
from sites.foundation import clock, idempotency
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Refusal, about
from sites.foundation.idempotency import Key


@dataclass(frozen=True, slots=True)
class HeldTrip:
    """Public ids: of the trip, and of the stays that were held for it, in the order in which they were asked."""

    trip: str
    stays: tuple[str, ...]

    @classmethod
    def from_text(cls, kept: str) -> "HeldTrip":
        trip, *stays = kept.split()
        return cls(trip, tuple(stays))

    def __str__(self) -> str:
        return " ".join((self.trip, *self.stays))


@dataclass(frozen=True)
class _Held:
    order: HoldOrder
    place: Place
    stay: NewStay


@dataclass(frozen=True)
class _Written:
    into: Entered
    held: Sequence[_Held]

    @property
    def result(self) -> HeldTrip:
        return HeldTrip(self.into.trip, tuple(one.stay.public_id for one in self.held))


@transaction
async def hold_at_once(
    trips: Sequence[TripOrder], *, by: Actor, keys: Sequence[Key | None]
) -> list[HeldTrip]:
    """Every stay of every trip or none, each trip under its own key. Refused as `hold_trip`."""
    earlier = [await idempotency.claim(key, by=by) for key in keys]
    if all(earlier):
        return [HeldTrip.from_text(text or "") for text in earlier]
    if fresh := sum(not one.trip for one in trips):
        await take_open_hold(by.organisation_id, holds=fresh)
    joined = [await join(one, by=by) if one.trip else None for one in trips]
    among = sum(len(one.orders) for one in trips)
    written = [
        await _write(one, into, by=by, among=among) for one, into in zip(trips, joined, strict=True)
    ]
    await _claim([held for one in written for held in one.held])
    if len(written) > 1:
        await lock_quotas([one.into.trip_id for one in written])
    for key, one in zip(keys, written, strict=True):
        await _settle(one, by=by)
        await idempotency.keep(key, str(one.result), by=by)
    return [one.result for one in written]


async def _write(wanted: TripOrder, joined: Entered | None, *, by: Actor, among: int) -> _Written:
    """The trip and its stays, without their nights; the first of them counts for all as the open hold."""
    asked = [(order, await _place(order, among=among)) for order in wanted.orders]
    into = joined or await begin(wanted, by=by)
    if batch := wanted.orders[0].batch:
        with about(*_which(*asked[0]), one_of=among):
            await take_batch(batch, into.trip_id, by=by)
    ends = min(
        hold_end(o.kind, option_days=p.site.option_days, check_in=o.check_in, since=clock.now())
        for o, p in asked
    )
    held: list[_Held] = []
    for order, place in asked:
        with about(*_which(order, place), one_of=among):
            stay = await write_stay(
                order, place, state=State.HELD, by=by, into=into, hold_expires_at=ends,
                counts_as_open=into.counts and not held,
            )  # fmt: skip
        held.append(_Held(order, place, stay))
    return _Written(into, held)


async def _place(order: HoldOrder, *, among: int) -> Place:
    with about(order.site, order.check_in, one_of=among):
        place = await place_of(order)
    with about(*_which(order, place), one_of=among):
        if place.site.booking_mode == "ask":
            raise AsksFirst
        await demand_bookable(order, place)
    return place


async def _claim(held: Sequence[_Held]) -> None:
    """All nights of all bases in the one order. A no is about the stay whose night is short."""
    try:
        await calendar.claim_all([(o.stay.public_id, wanted_of(o.order, o.place)) for o in held])
    except Refusal as refusal:
        for one in held:
            if refusal.params.get("night") in wanted_of(one.order, one.place).nights:
                with about(*_which(one.order, one.place), one_of=len(held)):
                    raise
        raise


async def _settle(one: _Written, *, by: Actor) -> None:
    if one.into.is_joined:
        await follow_dates(one.into.trip_id)
    await follow_quota(one.into.trip_id)
    for held in one.held:
        facts = {"kind": held.order.kind, "heads": held.order.heads.total}
        await record_first(held.stay, act="held", by=by, facts=facts)


def _which(order: HoldOrder, place: Place) -> tuple[object, ...]:
    return (place.site.name, place.site.name_en), order.check_in
