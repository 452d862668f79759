"""A trip with all its stays, as its union sees it; and the little that the others may know of it."""

from dataclasses import dataclass
from datetime import date

from booking.stays.access import trip_of_union
from booking.stays.approval import is_approved
from booking.stays.lines import COLUMNS, StayLine, line
from booking.stays.models import Party, Stay, Trip
from booking.stays.prolonging import is_live
from booking.stays.states import State
from booking.stays.trip_order import JOINABLE
from booking.stays.trip_stays import held_of, of_standing, standing
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money, total
from sites.packages import Heads

LOST = frozenset({State.DECLINED, State.EXPIRED})


@dataclass(frozen=True)
class TripPage:
    """`lines` are all stays that the trip ever had, by arrival; money is of those that stand.

    `is_approved`: what is held of it, by the union's own steps.
    """

    public_id: str
    party_id: str
    heads: Heads
    programme: str
    starts_on: date
    ends_on: date
    lines: tuple[StayLine, ...]
    is_approved: bool

    @property
    def standing(self) -> tuple[StayLine, ...]:
        return tuple(one for one in self.lines if one.shown_state.effects.takes_quota)

    @property
    def held(self) -> tuple[StayLine, ...]:
        return tuple(one for one in self.lines if one.shown_state is State.HELD)

    @property
    def lost(self) -> tuple[StayLine, ...]:
        """Declined or expired stays on whose nights nothing stands instead, as long as others of the trip stand."""
        stands = self.standing
        return tuple(
            one
            for one in self.lines
            if stands and one.shown_state in LOST and not any(_overlap(one, s) for s in stands)
        )

    @property
    def may_grow(self) -> bool:
        """Whether another stay could join it now."""
        today = clock.today()
        ahead = [one.shown_state in JOINABLE and one.check_in >= today for one in self.standing]
        return bool(ahead) and all(ahead)

    @property
    def nights(self) -> int:
        """From the first arrival to the last departure: the trip has a day more."""
        return (self.ends_on - self.starts_on).days

    @property
    def total(self) -> Money:
        return total(one.price for one in self.standing)

    @property
    def per_person(self) -> Money:
        return total(one.per_person for one in self.standing)

    @property
    def per_person_per_day(self) -> Money:
        return day_price(self.per_person, nights=self.nights)


def _overlap(one: StayLine, other: StayLine) -> bool:
    return other.check_in < one.check_out and one.check_in < other.check_out


def day_price(per_person: Money, *, nights: int) -> Money:
    """To show, half up to the fen."""
    days = nights + 1
    return Money((2 * per_person.minor + days) // (2 * days), per_person.currency)


async def trip_page(public_id: str, *, by: Actor) -> TripPage:
    """Refused: TripUnknown for everybody but the union's own people."""
    trip = await trip_of_union(public_id, by=by)
    party = await Party.get(trip_id=trip.id, organisation_id=by.organisation_id)
    rows = await Stay.filter(trip_id=trip.id).order_by("check_in", "id").values(*COLUMNS)
    return TripPage(
        trip.public_id, party.public_id, Heads(party.workers, party.family, party.crew),
        trip.programme, trip.starts_on, trip.ends_on, tuple(line(row) for row in rows),
        all([await is_approved(stay) for stay in await held_of(trip.id)]),
    )  # fmt: skip


async def others_of(stay: Stay, *, by: Actor) -> int:
    """How many further stays its trip has or had; for the base only those that stand."""
    stays = (
        of_standing(stay.trip_id) if by.kind == "operator" else Stay.filter(trip_id=stay.trip_id)
    )
    return await stays.exclude(id=stay.id).count()


async def rest_of_trip(stay: Stay) -> str:
    """The public id of its trip where other stays of it still stand, a hold past its time not among them; else empty."""
    rest = [one for one in await standing(stay.trip_id) if one.id != stay.id]
    if not any(State(one.state) is not State.HELD or is_live(one) for one in rest):
        return ""
    return str((await Trip.get(id=stay.trip_id)).public_id)
