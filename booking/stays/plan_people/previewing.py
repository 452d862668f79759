"""One person of a plan's list, and what each batch says to taking them: numbers before and after, dates, years between."""

from dataclasses import dataclass

from booking import rosters
from booking.people import demand
from booking.rosters import Person, Standing, TravellerUnknown
from booking.stays.plan_people.groups import Group, groups_by
from booking.stays.plan_people.listing import BatchLine, line_of
from booking.stays.plan_people.verdicts import OwnTrips, Verdict, judged, own_trips
from sites.foundation.actor import Actor


@dataclass(frozen=True)
class MoveTarget:
    """`verdict` is what the own union's trips say of the person on this batch's days, once they left the other batch."""

    line: BatchLine
    verdict: Verdict

    @property
    def takes(self) -> bool:
        return not self.line.closed and not self.line.is_full


@dataclass(frozen=True)
class MovePreview:
    person: Person
    department: str
    source: BatchLine
    verdict: Verdict
    targets: tuple[MoveTarget, ...]


async def move_preview(plan: str, traveller: str, *, by: Actor) -> MovePreview:
    """Refused: NotGranted, PlanUnknown, TravellerUnknown for whoever is on no list of this plan."""
    demand(by, "rosters.see")
    _, groups = await groups_by(plan, by=by)
    source, who = await group_with(traveller, groups)
    own = await own_trips([who.index] if who.index else [], union_id=by.organisation_id)
    targets = [
        MoveTarget(await line_of(one), _verdict(who, own, source, one))
        for one in groups
        if one.party and one.number != source.number
    ]
    people = (await rosters.roster_of(source.own.public_id)).people
    person = next(one for one in people if one.public_id == traveller)
    return MovePreview(
        person, who.department, await line_of(source), _verdict(who, own, source, source), tuple(targets)
    )  # fmt: skip


async def group_with(traveller: str, groups: tuple[Group, ...]) -> tuple[Group, Standing]:
    """The batch on whose list somebody stands. Refused: TravellerUnknown."""
    for group in groups:
        people = await rosters.standing_on(group.party.id) if group.party else ()
        for who in people:
            if who.public_id == traveller:
                return group, who
    raise TravellerUnknown


def _verdict(who: Standing, own: OwnTrips, source: Group, target: Group) -> Verdict:
    why = own.why(
        who.index, trip=target.first.trip_id, leaving=source.first.trip_id, first=target.starts_on, last=target.ends_on,
    )  # fmt: skip
    return judged(who.kind, who.index, why, elsewhere=False)
