"""Somebody of the union answers an entry: onto the list, or not, with the reason that the member reads."""

from booking import rosters
from booking.people import demand, demand_principal
from booking.rosters import Edit, Needs, TravellerDraft, enrolling
from booking.rosters.enrolling import (
    ApplicationAnswered,
    ApplicationUnknown,
    DeclineReasonMissing,
    DepartmentNotYours,
    NoPlaceYet,
)
from booking.rosters.enrolment_models import Applicant, Application
from booking.rosters.models import Traveller
from booking.stays.models import Party, Stay
from booking.stays.moves import record
from booking.stays.naming import count_names, demand_names_open, own_party
from sites.calendar import nights_between
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.identifiers import is_public_id


@transaction
async def approve_application(public_id: str, application: str, *, by: Actor) -> int:
    """Put its people on the list with their department, diet and wish; how many. Their data leave the entry.

    The organiser answers for everybody, who was named for a department for its members.
    Refused: NotGranted, PrincipalsOwn, StayUnknown, AlreadyMoved, HoldOver, NamesClosed, ApplicationUnknown,
    ApplicationAnswered, NoPlaceYet, DepartmentNotYours, RosterFull, AlreadyOnRoster.
    """
    stay, party, row = await _asked(public_id, application, by=by)
    demand_names_open(stay)
    if row.state != "asked":
        raise NoPlaceYet
    people = await Applicant.filter(application_id=row.id).order_by("id")
    coming = [_draft(one, row) for one in people]
    await rosters.write(party.id, Edit("typed", coming=coming), by=by)
    named = await _named(party, people)
    await _write_needs(row, people, named, party, stay)
    await enrolling.note_approved(row, named, by_name=by.signature)
    on_list = await count_names(stay, party)
    await record(stay, act="named", by=by, facts={"added": len(people), "named": on_list.total})
    return len(people)


@transaction
async def decline_application(public_id: str, application: str, *, why: str, by: Actor) -> None:
    """What is personal of it goes at once; the place goes to the next on the waiting list.

    Refused: as `approve_application`, and DeclineReasonMissing.
    """
    _stay, _party, row = await _asked(public_id, application, by=by)
    if not why.strip():
        raise DeclineReasonMissing(field=f"why-{row.public_id}")
    await enrolling.close_application(row, "declined", by_name=by.signature, why=why.strip())
    await enrolling.fill_places(await enrolling.locked_enrolment(row.enrolment_id))


async def _asked(public_id: str, application: str, *, by: Actor) -> tuple[Stay, Party, Application]:
    demand(by, "rosters.see")
    demand_principal(by)
    stay, party = await own_party(public_id, by=by)
    own = Application.filter(public_id=application, enrolment__party_id=party.id)
    row = await own.first() if is_public_id(application) else None
    if row is None:
        raise ApplicationUnknown
    await enrolling.locked_enrolment(row.enrolment_id)
    row = await Application.get(id=row.id)
    if not await enrolling.may_answer(row.department, by=by):
        raise DepartmentNotYours
    if row.state not in ("asked", "listed"):
        raise ApplicationAnswered
    return stay, party, row


def _draft(person: Applicant, row: Application) -> TravellerDraft:
    """Sound when it was handed in, and sealed since."""
    is_member = person.kind == "worker"
    wish = f"同住意愿：{row.room_mate}" if is_member and row.room_mate else ""
    return TravellerDraft(
        person.name, person.kind, person.sex, person.document, enrolling.opened(person, "id"),
        enrolling.opened(person, "phone"), wish, person.guardian_agrees,
    )  # fmt: skip


async def _named(party: Party, people: list[Applicant]) -> dict[str, str]:
    indexes = [one.id_index for one in people]
    rows = Traveller.filter(party_id=party.id, removed_at=None, id_index__in=indexes)
    return {str(index): str(who) for index, who in await rows.values_list("id_index", "public_id")}


async def _write_needs(
    row: Application, people: list[Applicant], named: dict[str, str], party: Party, stay: Stay
) -> None:
    """Who came in one entry share a room: their bond is the member's name."""
    bond = people[0].name[:20] if len(people) > 1 else ""
    nights = nights_between(stay.check_in, stay.check_out)
    for one in people:
        diet = row.diet if one.kind == "worker" else ""
        needs = Needs(department=row.department, bond=bond, diet=diet)
        await rosters.write_needs(named[str(one.id_index)], needs, party_id=party.id, group=nights)
