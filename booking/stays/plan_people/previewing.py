"""People of a plan's list, and what each batch says to taking them: numbers before and after, dates, years between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from booking import rosters
from booking.people import demand
from booking.plans import FoundPlan
from booking.rosters import Person, Standing, TravellerUnknown
from booking.stays.plan_people.groups import Group, groups_by
from booking.stays.plan_people.listing import BatchLine, line_of
from booking.stays.plan_people.verdicts import OwnTrips, Verdict, judged, own_trips
from sites.foundation.actor import Actor

ORDER = ("warn", "incomplete", "pass", "")


@dataclass(frozen=True)
class Moving:
    """Somebody who is to go, as they stand in the batch `number`; `verdict` is that of their days there."""

    person: Person
    department: str
    number: int
    verdict: Verdict


@dataclass(frozen=True)
class MoveTarget:
    """`verdicts` say of each who would come what the own union's trips hold against this batch's days, once they left theirs."""

    line: BatchLine
    verdicts: tuple[tuple[Person, Verdict], ...]

    @property
    def coming(self) -> int:
        return len(self.verdicts)

    @property
    def after(self) -> int:
        return self.line.named + self.coming

    @property
    def alike(self) -> tuple[tuple[Verdict, tuple[str, ...]], ...]:
        """Each verdict once, with the names of those of whom it is true; what stands in somebody's way first."""
        found: dict[Verdict, tuple[str, ...]] = {}
        for person, verdict in self.verdicts:
            found[verdict] = (*found.get(verdict, ()), person.name)
        return tuple(sorted(found.items(), key=lambda one: ORDER.index(one[0].outcome)))

    @property
    def takes(self) -> bool:
        return bool(self.verdicts) and not self.line.closed and self.after <= self.line.heads


@dataclass(frozen=True)
class MovePreview:
    """`seen` has the versions of all lists, by batch."""

    plan: FoundPlan
    people: tuple[Moving, ...]
    targets: tuple[MoveTarget, ...]
    seen: Mapping[int, int]


@dataclass(frozen=True)
class _One:
    group: Group
    who: Standing
    person: Person


async def move_preview(plan: str, travellers: Sequence[str], *, by: Actor) -> MovePreview:
    """Whoever is on no list of this plan any more is passed over. Refused: NotGranted, PlanUnknown, TravellerUnknown for all."""
    demand(by, "rosters.see")
    found, groups = await groups_by(plan, by=by)
    chosen = await _chosen(groups, {*travellers})
    if not chosen:
        raise TravellerUnknown
    indexes = [one.who.index for one in chosen if one.who.index]
    own = await own_trips(indexes, union_id=by.organisation_id)
    lines = {one.number: await line_of(one) for one in groups if one.party}
    sources = {one.group.number for one in chosen}
    targets = [
        MoveTarget(lines[one.number], _verdicts(chosen, own, one))
        for one in groups
        if one.party and sources != {one.number}
    ]
    people = tuple(
        Moving(one.person, one.who.department, one.group.number, _verdict(one, own, one.group))
        for one in chosen
    )
    return MovePreview(found, people, tuple(targets), {n: line.version for n, line in lines.items()})  # fmt: skip


async def _chosen(groups: Sequence[Group], wanted: set[str]) -> list[_One]:
    found = []
    for group in groups:
        here = await rosters.standing_on(group.party.id) if group.party else ()
        standing = {one.public_id: one for one in here if one.public_id in wanted}
        if standing:
            people = (await rosters.roster_of(group.own.public_id)).people
            found += [_One(group, standing[one.public_id], one) for one in people if one.public_id in standing]  # fmt: skip
    return found


def _verdicts(
    chosen: Sequence[_One], own: OwnTrips, target: Group
) -> tuple[tuple[Person, Verdict], ...]:
    coming = [one for one in chosen if one.group.number != target.number]
    return tuple((one.person, _verdict(one, own, target)) for one in coming)


def _verdict(one: _One, own: OwnTrips, target: Group) -> Verdict:
    why = own.why(
        one.who.index, trip=target.first.trip_id, leaving=one.group.first.trip_id, first=target.starts_on,
        last=target.ends_on,
    )  # fmt: skip
    return judged(one.who.kind, one.who.index, why, elsewhere=False)
