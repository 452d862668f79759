"""The batches of a plan with the groups that hold them, and whether names may come onto a group's list now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from booking import plans
from booking.plans import FoundPlan, PlannedBatch
from booking.stays.models import Party, Stay
from booking.stays.naming import NAMEABLE
from booking.stays.naming_time import names_closed
from booking.stays.plan_people.refusals import BatchClosed
from booking.stays.states import State
from booking.stays.trip_stays import TAKING
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.language import N_, _

CLOSED: dict[str, str] = {
    "not_held": N_("nothing is held for it yet"),
    "begun": N_("it has begun or is over"),
    "hold_over": N_("its hold is over"),
    "names_closed": N_("its names are closed"),
}


@dataclass(frozen=True)
class Group:
    """`party` is None, and there are no stays, while nothing is held for the batch."""

    number: int
    batch: PlannedBatch
    party: Party | None = None
    stays: tuple[Stay, ...] = ()

    @property
    def own(self) -> Party:
        """The union's party in a group that is held."""
        if self.party is None:
            raise BatchClosed(number=self.number, why=_(CLOSED[self.closed]))
        return self.party

    @property
    def first(self) -> Stay:
        return self.stays[0]

    @property
    def starts_on(self) -> date:
        return self.first.check_in

    @property
    def ends_on(self) -> date:
        return max(one.check_out for one in self.stays)

    @property
    def heads(self) -> int:
        party = self.party
        return party.workers + party.family + party.crew if party else 0

    @property
    def closed(self) -> str:
        """A code of CLOSED; empty while names may come and go."""
        if self.party is None:
            return "not_held"
        if self.starts_on <= clock.today() or State(self.first.state) not in NAMEABLE:
            return "begun"
        ends = self.first.hold_expires_at
        if State(self.first.state) is State.HELD and ends is not None and ends <= clock.now():
            return "hold_over"
        last = names_closed(self.first.check_in, (self.first.frozen or {}).get("terms", {}))
        return "names_closed" if last is not None and clock.today() > last else ""


async def groups_of(plan: FoundPlan, *, by: Actor) -> tuple[Group, ...]:
    """Every batch of the plan in its order. A trip of which nothing stands holds none."""
    trips = [*plan.trips.values()]
    parties = {one.trip_id: one for one in await Party.filter(trip_id__in=trips, organisation_id=by.organisation_id)}  # fmt: skip
    rows = await (
        Stay.filter(
            trip_id__in=trips,
            union_id=by.organisation_id,
            state__in=TAKING,
            was_cancelled=False,
        )
        .order_by("check_in", "id")
        .prefetch_related("site")
    )
    found = []
    for number, batch in plan.numbered:
        trip = plan.trips.get(batch.id, 0)
        stays = tuple(row for row in rows if row.trip_id == trip)
        found.append(Group(number, batch, parties.get(trip) if stays else None, stays))
    return tuple(found)


async def groups_by(plan: str, *, by: Actor) -> tuple[FoundPlan, tuple[Group, ...]]:
    """Refused: PlanUnknown."""
    found = await plans.found_plan(plan, by=by)
    return found, await groups_of(found, by=by)


async def lock_parties(groups: Iterable[Group]) -> None:
    """Lists of several groups are always waited for in one order."""
    ids = sorted(one.party.id for one in groups if one.party)
    await Party.filter(id__in=ids).order_by("id").select_for_update(no_key=True)
