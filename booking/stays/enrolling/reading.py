"""Enrolments as their readers see them: the organiser all of it, masked; a member the trip and the own entry."""

from dataclasses import dataclass
from datetime import date, datetime

from booking.people import demand
from booking.rosters import enrolling, retention_of
from booking.rosters.enrolling import Approver
from booking.rosters.enrolment_models import Applicant, Application, Enrolment
from booking.rosters.models import Traveller
from booking.rosters.secret_links import secret_of
from booking.stays.access import stay_of_union
from booking.stays.enrolling.finding import Opened, application_by, enrolment_by
from booking.stays.models import Party
from sites.foundation.actor import Actor
from sites.foundation.language import choose


@dataclass(frozen=True, slots=True)
class Place:
    """One base of the trip."""

    site_name: str
    address: str
    check_in: date
    check_out: date


@dataclass(frozen=True)
class OpenTrip:
    """What the link shows of a trip. `places_left` is 0 where a new entry waits; `waiting` entries stand before it."""

    union_name: str
    places: tuple[Place, ...]
    closes_on: date
    family_most: int
    note: str
    places_left: int
    waiting: int
    is_open: bool
    retention_days: int
    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonOf:
    kind: str
    name: str
    number: str
    phone: str


@dataclass(frozen=True)
class Entry:
    """One application. `position` on the waiting list, 0 elsewhere; `people` is empty once nothing personal is left."""

    public_id: str
    state: str
    heads: int
    position: int
    people: tuple[PersonOf, ...]
    department: str
    diet: str
    room_mate: str
    eligibility: str
    consent: str
    made_at: datetime
    answered_at: datetime | None
    answered_by: str
    why: str


@dataclass(frozen=True)
class EnrolmentPage:
    """`secret` is the end of the link, empty while none is open. `most` is how many places could be given."""

    secret: str
    places: int
    family_most: int
    closes_on: date | None
    note: str
    taken: int
    entries: tuple[Entry, ...]
    approvers: tuple[Approver, ...]
    choosable: tuple[Approver, ...]
    most: int

    def of(self, *states: str) -> tuple[Entry, ...]:
        return tuple(one for one in self.entries if one.state in states)


async def open_trip(secret: str) -> OpenTrip:
    """Refused: EnrolmentUnknown."""
    found = await enrolment_by(secret)
    row, union = found.enrolment, found.party.organisation
    approvers = await enrolling.approvers_of(found.party.organisation_id)
    waiting = await enrolling.waiting_on(row.id)
    left = max(0, row.places - await enrolling.places_taken(row))
    return OpenTrip(
        choose(union.name, union.name_en), _places(found), row.closes_on, row.family_most, row.note,
        0 if waiting else left, len(waiting), found.is_open, (await retention_of(union.id)).days,
        tuple(one.department for one in approvers),
    )  # fmt: skip


async def own_entry(secret: str) -> tuple[Entry, OpenTrip]:
    """A member's own entry and the trip. Refused: ApplicationUnknown."""
    row, found = await application_by(secret)
    (entry,) = await _entries(found.enrolment, only=row.id)
    union = found.party.organisation
    trip = OpenTrip(
        choose(union.name, union.name_en), _places(found), found.enrolment.closes_on, 0, "", 0, 0,
        found.is_open, (await retention_of(union.id)).days, (),
    )  # fmt: skip
    return entry, trip


async def enrolment_of(public_id: str, *, by: Actor) -> EnrolmentPage:
    """For the union. Refused: NotGranted, StayUnknown."""
    demand(by, "rosters.see")
    stay = await stay_of_union(public_id, by=by)
    party = await Party.get(trip_id=stay.trip_id, organisation_id=stay.union_id)
    newest = await Enrolment.filter(party_id=party.id).order_by("-id").first()
    approvers = await enrolling.approvers_of(party.organisation_id)
    choosable = await enrolling.people_to_choose(party.organisation_id)
    most = party.workers + party.family
    if newest is None:
        return EnrolmentPage("", most, 0, None, "", 0, (), approvers, choosable, most)
    is_open = newest.closed_at is None
    return EnrolmentPage(
        secret_of("enrolment", newest.public_id) if is_open else "", newest.places, newest.family_most,
        newest.closes_on, newest.note, await enrolling.places_taken(newest), await _entries(newest, party=party.id),
        approvers, choosable, most,
    )  # fmt: skip


def _places(found: Opened) -> tuple[Place, ...]:
    return tuple(
        Place(
            choose(one.site.name, one.site.name_en), choose(one.site.address, one.site.address_en),
            one.check_in, one.check_out,
        )
        for one in found.stays
    )  # fmt: skip


async def _entries(enrolment: Enrolment, *, party: int = 0, only: int = 0) -> tuple[Entry, ...]:
    """Of one enrolment, or of all that the party ever opened."""
    own = {"id": only} if only else {"enrolment__party_id": party}
    rows = await Application.filter(**own).order_by("id")
    people = await _people([row.id for row in rows])
    waiting = await enrolling.waiting_on(enrolment.id)
    return tuple(
        Entry(
            row.public_id, row.state, row.heads, enrolling.position_of(row.id, waiting), people.get(row.id, ()),
            row.department, row.diet, row.room_mate, row.eligibility, row.consent, row.made_at,
            row.answered_at, row.answered_by, row.why,
        )
        for row in rows
    )  # fmt: skip


async def _people(applications: list[int]) -> dict[int, tuple[PersonOf, ...]]:
    """From the entry, or from the list on which they stand now; nobody whose data are gone."""
    rows = await Applicant.filter(application_id__in=applications).order_by("id")
    listed = Traveller.filter(public_id__in=[one.traveller for one in rows if one.traveller])
    on_list = {one.public_id: one for one in await listed.filter(removed_at=None)}
    found: dict[int, tuple[PersonOf, ...]] = {}
    for row in rows:
        kept = on_list.get(row.traveller, row)
        if kept.name:
            one = PersonOf(row.kind, kept.name, kept.id_masked, kept.phone_masked)
            found[row.application_id] = (*found.get(row.application_id, ()), one)
    return found
