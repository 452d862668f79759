"""Writing enrolments and entries: each in the caller's transaction, which holds the enrolment's row."""

from booking.rosters.enrolling.places import Waiting, moving_up, state_of_new
from booking.rosters.enrolling.refusals import ApplicationAnswered, SignedUpAlready
from booking.rosters.enrolling.sign_up import SignUp
from booking.rosters.enrolment_models import Applicant, Application, Enrolment
from booking.rosters.models import Traveller
from booking.rosters.numbers import masked
from booking.rosters.phones import masked_phone
from booking.rosters.places import index_of
from sites.foundation import clock, sealing
from sites.foundation.database import demand_transaction
from sites.foundation.identifiers import public_id

WAITS_FOR_ANSWER, LISTED, APPROVED = "asked", "listed", "approved"
EMPTIED = {
    "name": "", "sex": "", "id_sealed": "", "id_index": None, "id_masked": "", "phone_sealed": "", "phone_masked": "",
    "guardian_agrees": False,
}  # fmt: skip


async def locked_enrolment(enrolment_id: int) -> Enrolment:
    """Rivals for the last place go one after the other; SQLite has one writer anyway."""
    demand_transaction()
    return await Enrolment.filter(id=enrolment_id).select_for_update(no_key=True).get()


async def places_taken(enrolment: Enrolment) -> int:
    """Heads that wait for an answer, and those approved who still stand on the list."""
    asked = await Application.filter(enrolment_id=enrolment.id, state=WAITS_FOR_ANSWER).values_list(
        "heads", flat=True
    )
    approved = Applicant.filter(application__enrolment_id=enrolment.id, application__state=APPROVED)
    named = await approved.values_list("traveller", flat=True)
    standing = await Traveller.filter(public_id__in=[*named], removed_at=None).count()
    return sum(int(str(one)) for one in asked) + standing


async def waiting_on(enrolment_id: int) -> list[Waiting]:
    rows = await Application.filter(enrolment_id=enrolment_id, state=LISTED).order_by("id")
    return [Waiting(row.id, row.heads) for row in rows]


async def keep_application(enrolment: Enrolment, entry: SignUp, *, eligibility: str) -> str:
    """Write the entry and answer its public id; it waits for its answer, or on the list. Refused: SignedUpAlready."""
    demand_transaction()
    indexes = [index_of(one.document, one.number) for one in entry.people]
    await _demand_new(enrolment, indexes)
    heads = len(entry.people)
    state = state_of_new(
        places=enrolment.places, taken=await places_taken(enrolment), heads=heads,
        waiting=len(await waiting_on(enrolment.id)),
    )  # fmt: skip
    made = await Application.create(
        public_id=public_id(), enrolment_id=enrolment.id, state=state, heads=heads, diet=entry.diet,
        department=entry.department[:40], room_mate=entry.room_mate[:60], eligibility=eligibility,
        consent=entry.consent, made_at=clock.now(),
    )  # fmt: skip
    for person, index in zip(entry.people, indexes, strict=True):
        own = public_id()
        await Applicant.create(
            public_id=own, application_id=made.id, kind=person.kind, name=person.name, sex=person.sex,
            document=person.document, id_index=index, id_masked=masked(person.number),
            id_sealed=sealed(own, "id", person.number), phone_sealed=sealed(own, "phone", person.phone),
            phone_masked=masked_phone(person.phone), guardian_agrees=person.guardian_agrees,
        )  # fmt: skip
    return str(made.public_id)


async def _demand_new(enrolment: Enrolment, indexes: list[str]) -> None:
    waiting = Applicant.filter(
        application__enrolment__party_id=enrolment.party_id, id_index__in=indexes
    )
    named = Traveller.filter(party_id=enrolment.party_id, removed_at=None, id_index__in=indexes)
    if await waiting.exists() or await named.exists():
        raise SignedUpAlready(field="number")


async def fill_places(enrolment: Enrolment) -> int:
    """Whoever is next on the waiting list and fits gets the places that are free; how many entries moved up."""
    demand_transaction()
    waiting = await waiting_on(enrolment.id)
    if not waiting:
        return 0
    moved = moving_up(waiting, places=enrolment.places, taken=await places_taken(enrolment))
    return await Application.filter(id__in=[*moved], state=LISTED).update(state=WAITS_FOR_ANSWER)


async def close_application(
    application: Application, to: str, *, by_name: str = "", why: str = ""
) -> None:
    """Declined or withdrawn: nothing personal stays. Refused: ApplicationAnswered, where somebody was first."""
    demand_transaction()
    same = Application.filter(id=application.id, state=application.state)
    moved = await same.update(
        state=to, answered_at=clock.now(), answered_by=by_name[:60], why=why[:200], room_mate="", department=""
    )  # fmt: skip
    if not moved:
        raise ApplicationAnswered
    await Applicant.filter(application_id=application.id).update(**EMPTIED)


async def note_approved(
    application: Application, travellers: dict[str, str], *, by_name: str
) -> None:
    """The people of the entry stand on the list now: `travellers` are their public ids there, by keyed hash."""
    demand_transaction()
    same = Application.filter(id=application.id, state=WAITS_FOR_ANSWER)
    if not await same.update(state=APPROVED, answered_at=clock.now(), answered_by=by_name[:60]):
        raise ApplicationAnswered
    for row in await Applicant.filter(application_id=application.id):
        await Applicant.filter(id=row.id).update(traveller=travellers[str(row.id_index)], **EMPTIED)


async def forget_entries(party_id: int) -> None:
    """With the list goes everything personal of those who signed up for it, and the link is dead."""
    demand_transaction()
    own = Applicant.filter(application__enrolment__party_id=party_id).exclude(name="")
    ids = [int(str(one)) for one in await own.values_list("id", flat=True)]
    await Applicant.filter(id__in=ids).update(**EMPTIED)
    entries = await Application.filter(enrolment__party_id=party_id).values_list("id", flat=True)
    await Application.filter(id__in=[*entries]).update(room_mate="", department="", diet="")
    await Enrolment.filter(party_id=party_id, closed_at=None).update(closed_at=clock.now())


def sealed(applicant: str, column: str, text: str) -> str:
    return sealing.seal(text, place=f"applicants|{applicant}|{column}") if text else ""


def opened(row: Applicant, column: str) -> str:
    kept: str = getattr(row, f"{column}_sealed")
    return sealing.unseal(kept, place=f"applicants|{row.public_id}|{column}") if kept else ""
