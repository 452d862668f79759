"""What a union asks for: the stays of one trip, one after the other, of a new one or of one that stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from booking.people import share_open_holds, take_open_hold
from booking.stays.access import trip_of_union
from booking.stays.legs import Leg, demand_one_trip, demand_same_group
from booking.stays.models import Party, Stay
from booking.stays.order import HoldOrder
from booking.stays.placing import OpenTrip, open_trip
from booking.stays.states import State
from booking.stays.trip_refusals import ProgrammeDiffers, TripClosed
from booking.stays.trip_stays import alone_with, leg_of, standing
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.packages import Heads

JOINABLE = frozenset({State.HELD, State.SUBMITTED, State.CONFIRMED})


@dataclass(frozen=True)
class TripOrder:
    """The orders of one trip. `trip` is the public id of the union's trip that they join, if they do."""

    orders: tuple[HoldOrder, ...]
    trip: str = ""

    def demand_whole(self) -> None:
        """Refused: TooManyLegs, LegsOverlap, LegsApart, HeadsDiffer, ProgrammeDiffers."""
        demand_one_trip([_leg(order) for order in self.orders])
        demand_same_group(order.heads for order in self.orders)
        if len({order.programme for order in self.orders}) > 1:
            raise ProgrammeDiffers


def _leg(order: HoldOrder) -> Leg:
    return Leg(order.check_in, order.check_out)


@dataclass(frozen=True)
class Entered(OpenTrip):
    """The trip into which stays are written. `counts`: whether they are what makes it an open hold."""

    counts: bool
    is_joined: bool


async def begin(asked: TripOrder, *, by: Actor) -> Entered:
    """A new trip, in the caller's transaction."""
    new = await open_trip(asked.orders, by=by)
    return Entered(new.trip_id, new.trip, new.party_id, new.programme, counts=True, is_joined=False)


async def join(asked: TripOrder, *, by: Actor) -> Entered:
    """The trip that is joined, alone from here on, in the caller's transaction.

    Refused: UnionNotVerified, TooManyHolds, TripUnknown, TripClosed, and as `TripOrder.demand_whole`
    together with the stays that stand.
    """
    await share_open_holds(by.organisation_id)
    trip = await trip_of_union(asked.trip, by=by)
    await alone_with(trip.id)
    stays = await standing(trip.id)
    _demand_open(stays)
    party = await Party.get(trip_id=trip.id, organisation_id=by.organisation_id)
    demand_one_trip([*map(leg_of, stays), *map(_leg, asked.orders)])
    own = Heads(party.workers, party.family, party.crew)
    demand_same_group([own, *(order.heads for order in asked.orders)])
    if any(order.programme not in {"", trip.programme} for order in asked.orders):
        raise ProgrammeDiffers
    counts = not any(stay.counts_as_open for stay in stays)
    if counts:
        await take_open_hold(by.organisation_id)
    return Entered(trip.id, trip.public_id, party.id, trip.programme, counts=counts, is_joined=True)


def _demand_open(stays: Sequence[Stay]) -> None:
    now, today = clock.now(), clock.today()
    ahead = [
        State(stay.state) in JOINABLE
        and stay.check_in >= today
        and not (stay.state == State.HELD and stay.hold_expires_at and stay.hold_expires_at <= now)
        for stay in stays
    ]
    if not ahead or not all(ahead):
        raise TripClosed
