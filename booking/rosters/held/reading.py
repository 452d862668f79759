"""Everything that is held about one person of a list, for that person: numbers masked, other people by their office alone."""

from dataclasses import dataclass
from datetime import date, datetime

from booking.people.models import Organisation
from booking.rosters.drafts import DOCUMENTS, KINDS, SEXES
from booking.rosters.enrolment_models import Applicant
from booking.rosters.keeping_models import EligibilityCheck, EntitlementRecord
from booking.rosters.models import Reveal, Traveller
from booking.rosters.needs import DIETS, NOTHING, needs_of
from sites.foundation.formats import full_day, moment
from sites.foundation.language import N_, _

MOST_LOOKS = 50


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """A retreat that is on record with the union which made the link; of others nothing is told here."""

    starts_on: date
    ends_on: date
    outcome: str
    keep_until: date


@dataclass(frozen=True, slots=True)
class Looked:
    """Somebody opened the full number: the kind of their organisation, and why. Nobody's name."""

    at: datetime
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Held:
    """`fields` are (msgid, value) of what is filled; `consents` are (when, version of the text) of an own sign-up."""

    fields: tuple[tuple[str, str], ...]
    records: tuple[OwnRecord, ...]
    consents: tuple[tuple[datetime, str], ...]
    checks: tuple[datetime, ...]
    looks: tuple[Looked, ...]


async def held_about(row: Traveller, *, union_id: int) -> Held:
    """Whoever asks has shown that they are the person, or has been given their link."""
    return Held(
        await _fields(row), await _records(row, union_id), await _consents(row), await _checks(row), await _looks(row)
    )  # fmt: skip


async def _fields(row: Traveller) -> tuple[tuple[str, str], ...]:
    needs = (await needs_of(row.party_id)).get(row.public_id, NOTHING)
    held = [
        (N_("Name"), row.name), (N_("Travels as"), _(KINDS[row.kind])), (N_("Sex"), _(SEXES[row.sex]) if row.sex else ""),
        (N_("Kind of document"), _(DOCUMENTS[row.document])), (N_("Document number"), row.id_masked),
        (N_("Telephone"), row.phone_masked), (N_("Department"), needs.department),
        (N_("Diet"), _(DIETS[needs.diet]) if needs.diet else ""), (N_("What to look after"), needs.care),
        (N_("Shares a room with"), needs.bond), (N_("First night"), full_day(needs.arrives_on) if needs.arrives_on else ""),
        (N_("Day of leaving"), full_day(needs.leaves_on) if needs.leaves_on else ""), (N_("Note"), row.note),
        (N_("Guardian agrees"), _("on record") if row.guardian_agrees else ""), (N_("On the list since"), moment(row.added_at)),
    ]  # fmt: skip
    return tuple((words, value) for words, value in held if value)


async def _records(row: Traveller, union_id: int) -> tuple[OwnRecord, ...]:
    if row.id_index is None:
        return ()
    own = EntitlementRecord.filter(person_index=row.id_index, union_id=union_id)
    return tuple(
        OwnRecord(one.starts_on, one.ends_on, one.outcome, one.keep_until)
        for one in await own.order_by("starts_on")
    )


async def _consents(row: Traveller) -> tuple[tuple[datetime, str], ...]:
    own = Applicant.filter(traveller=row.public_id).prefetch_related("application")
    return tuple((one.application.made_at, one.application.consent) for one in await own)


async def _checks(row: Traveller) -> tuple[datetime, ...]:
    """When the whole list was asked about while the person stood on it."""
    asked = EligibilityCheck.filter(
        party_id=row.party_id, at__gte=row.added_at, by_user_id__gt=0
    ).order_by("-id")
    return tuple(one.at for one in await asked.limit(MOST_LOOKS))


async def _looks(row: Traveller) -> tuple[Looked, ...]:
    rows = await Reveal.filter(traveller_id=row.id).order_by("-id").limit(MOST_LOOKS)
    kinds = dict(await Organisation.filter(id__in={one.by_organisation_id for one in rows}).values_list("id", "kind"))  # fmt: skip
    return tuple(Looked(one.at, kinds.get(one.by_organisation_id, ""), one.reason) for one in rows)
