"""One list of everybody who travels by a plan: batch, department, numbers masked, and what stands in whose way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from booking import rosters
from booking.people import demand
from booking.plans import FoundPlan, PlannedBatch
from booking.rosters import LastCheck, Person, Standing
from booking.stays.plan_people.groups import Group, groups_by
from booking.stays.plan_people.verdicts import OwnTrips, Verdict, judged, own_trips
from sites.foundation.actor import Actor
from sites.foundation.language import choose


@dataclass(frozen=True)
class BatchLine:
    """A batch as a line. `closed` is a code of CLOSED, empty while names may come and go; `version` is that of its list.

    `stay`, `site` and days are empty while nothing is held; `checked_at` is when other unions were last asked.
    """

    number: int
    batch: PlannedBatch
    closed: str
    stay: str = ""
    site: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    heads: int = 0
    named: int = 0
    version: int = 0
    checked_at: datetime | None = None

    @property
    def is_full(self) -> bool:
        return self.named >= self.heads


@dataclass(frozen=True)
class PlanPerson:
    """`also` are the numbers of other batches on whose lists the same person stands."""

    person: Person
    batch: int
    department: str
    verdict: Verdict
    also: tuple[int, ...] = ()


@dataclass(frozen=True)
class PlanPeople:
    plan: FoundPlan
    batches: tuple[BatchLine, ...]
    people: tuple[PlanPerson, ...]

    @property
    def entitled(self) -> int:
        return self.plan.content.entitled

    @property
    def workers(self) -> int:
        """Each once, however many lists name them."""
        return sum(one.person.kind == "worker" and min((one.batch, *one.also)) == one.batch for one in self.people)  # fmt: skip


@dataclass(frozen=True)
class _List:
    group: Group
    people: tuple[Person, ...]
    standing: Mapping[str, Standing]
    version: int


async def plan_people(plan: str, *, by: Actor) -> PlanPeople:
    """Refused: NotGranted, PlanUnknown."""
    demand(by, "rosters.see")
    found, groups = await groups_by(plan, by=by)
    lists = [await _list(one) for one in groups if one.party]
    own = await own_trips(_indexes(lists), union_id=by.organisation_id)
    checks = await rosters.last_checks(one.group.own.id for one in lists)
    lines = {one.group.number: _line(one, checks) for one in lists}
    batches = _batches_by_person(lists)
    people = [who for one in lists for who in _people(one, batches, own, checks)]
    return PlanPeople(
        found,
        tuple(lines.get(one.number) or BatchLine(one.number, one.batch, one.closed) for one in groups),
        tuple(people),
    )  # fmt: skip


async def line_of(group: Group) -> BatchLine:
    """One batch alone."""
    return _line(await _list(group), {}) if group.party else BatchLine(group.number, group.batch, group.closed)  # fmt: skip


async def _list(group: Group) -> _List:
    party = group.own
    roster = await rosters.roster_of(party.public_id)
    versions = await rosters.versions_of(party.public_id)
    standing = {one.public_id: one for one in await rosters.standing_on(party.id)}
    return _List(group, roster.people, standing, versions[0].number if versions else 0)


def _line(one: _List, checks: Mapping[int, LastCheck]) -> BatchLine:
    group, stay = one.group, one.group.first
    check = checks.get(group.own.id)
    return BatchLine(
        group.number, group.batch, group.closed, stay.public_id, choose(stay.site.name, stay.site.name_en),
        group.starts_on, group.ends_on, group.heads, len(one.people), one.version, check.at if check else None,
    )  # fmt: skip


def _indexes(lists: Sequence[_List]) -> list[str]:
    return [who.index for one in lists for who in one.standing.values() if who.index]


def _people(
    one: _List,
    batches: Mapping[str, tuple[int, ...]],
    own: OwnTrips,
    checks: Mapping[int, LastCheck],
) -> list[PlanPerson]:
    group, check = one.group, checks.get(one.group.own.id)
    hits = check.hits if check else frozenset()
    found = []
    for person in one.people:
        who, trip = one.standing[person.public_id], group.first.trip_id
        why = own.why(who.index, trip=trip, leaving=trip, first=group.starts_on, last=group.ends_on)
        verdict = judged(who.kind, who.index, why, elsewhere=who.public_id in hits)
        also = tuple(n for n in batches.get(who.index or "", ()) if n != group.number)
        found.append(PlanPerson(person, group.number, who.department, verdict, also))
    return found


def _batches_by_person(lists: Sequence[_List]) -> dict[str, tuple[int, ...]]:
    """Keyed hash -> numbers of the batches on whose lists the person stands."""
    found: dict[str, tuple[int, ...]] = {}
    for one in lists:
        for index in _indexes([one]):
            found[index] = (*found.get(index, ()), one.group.number)
    return found
