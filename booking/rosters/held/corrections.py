"""What a member asks to have corrected: judged like any entry of a list, sealed until it is answered, one at a time."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime

from booking.rosters.drafts import TravellerDraft, draft
from booking.rosters.held.refusals import CorrectionAnswered, CorrectionAsked, NothingDiffers
from booking.rosters.held_models import Correction
from booking.rosters.models import Traveller
from booking.rosters.needs import NOTHING, needs_of
from booking.rosters.places import opened
from sites.foundation import clock, sealing
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction
from sites.foundation.identifiers import public_id

COMPARED = ("name", "sex", "number", "phone", "department")


@dataclass(frozen=True, slots=True)
class Wish:
    """Fields as a member typed them, empty where nothing is to change; `word` says what no field can."""

    name: str = ""
    document: str = "resident"
    number: str = field(repr=False, default="")
    phone: str = field(repr=False, default="")
    department: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class AskedCorrection:
    """`person` is who the member says they are; `fields` are the names of what differs, none where only a word was written."""

    id: int
    asked_at: datetime
    person: TravellerDraft
    fields: tuple[str, ...]
    word: str


async def ask_to_correct(row: Traveller, wish: Wish) -> None:
    """In the caller's transaction, which holds the party's row.

    Refused: as `rosters.draft`, NothingDiffers, CorrectionAsked while an earlier request waits.
    """
    demand_transaction()
    if await Correction.filter(traveller_id=row.id, state="asked").exists():
        raise CorrectionAsked
    now = await standing_draft(row)
    person = _wished(now, wish)
    fields = tuple(name for name in COMPARED if getattr(person, name) != getattr(now, name))
    if not fields and not wish.word:
        raise NothingDiffers(field="word")
    own = public_id()
    text = json.dumps({"person": asdict(person), "word": wish.word[:300]}, ensure_ascii=False)
    await Correction.create(
        public_id=own, traveller_id=row.id, state="asked", fields_asked=",".join(fields),
        wishes_sealed=sealing.seal(text, place=_place(own)), asked_at=clock.now(),
    )  # fmt: skip


async def asked_correction(traveller: str) -> AskedCorrection | None:
    """The request of this person that waits. Whoever asks may see the list."""
    row = await Correction.get_or_none(traveller__public_id=traveller, state="asked")
    if row is None:
        return None
    kept = json.loads(sealing.unseal(row.wishes_sealed, place=_place(row.public_id)))
    fields = tuple(name for name in row.fields_asked.split(",") if name)
    return AskedCorrection(
        row.id, row.asked_at, TravellerDraft(**kept["person"]), fields, kept["word"]
    )


async def answer_asked(correction_id: int, *, state: str, why: str, by: Actor) -> None:
    """`done` or `refused`; what was asked is kept no longer. Refused: CorrectionAnswered, where somebody was first."""
    demand_transaction()
    waiting = Correction.filter(id=correction_id, state="asked")
    answered = await waiting.update(
        state=state, wishes_sealed="", why=why[:300], answered_at=clock.now(), answered_by=by.signature
    )  # fmt: skip
    if not answered:
        raise CorrectionAnswered


async def last_answer(traveller_id: int) -> Correction | None:
    """The newest request of this person, answered or not."""
    return await Correction.filter(traveller_id=traveller_id).order_by("-id").first()


async def corrections_waiting(party_ids: Iterable[int]) -> dict[int, list[tuple[str, datetime]]]:
    """Party's id -> people who wait for an answer, and since when."""
    rows = await (
        Correction.filter(traveller__party_id__in=[*party_ids], state="asked")
        .order_by("id")
        .values("traveller__party_id", "traveller__public_id", "asked_at")
    )
    found: dict[int, list[tuple[str, datetime]]] = {}
    for row in rows:
        found.setdefault(row["traveller__party_id"], []).append(
            (row["traveller__public_id"], row["asked_at"])
        )
    return found


async def corrections_of(organisation_id: int) -> dict[int, list[datetime]]:
    """Trip's id -> since when each person of the union's lists who waits for an answer does, the first to ask first."""
    asked = Correction.filter(traveller__party__organisation_id=organisation_id, state="asked")
    found: dict[int, list[datetime]] = {}
    for trip, since in await asked.order_by("id").values_list(
        "traveller__party__trip_id", "asked_at"
    ):
        found.setdefault(trip, []).append(since)
    return found


async def people_waiting(party: str) -> frozenset[str]:
    """Public ids of those on one list who wait for an answer. Whoever asks may see the list."""
    rows = Correction.filter(traveller__party__public_id=party, state="asked")
    return frozenset(str(one) for one in await rows.values_list("traveller__public_id", flat=True))


async def standing_draft(row: Traveller) -> TravellerDraft:
    """A person of a list as they stand there now, opened: inside the program alone."""
    needs = (await needs_of(row.party_id)).get(row.public_id, NOTHING)
    return TravellerDraft(
        row.name, row.kind, row.sex, row.document, opened(row, "id"), opened(row, "phone"), row.note,
        row.guardian_agrees, needs.department,
    )  # fmt: skip


def _wished(now: TravellerDraft, wish: Wish) -> TravellerDraft:
    judged = draft(
        name=wish.name or now.name, kind=now.kind, sex="" if wish.number else now.sex,
        document=wish.document if wish.number else now.document, number=wish.number or now.number,
        phone=wish.phone or now.phone, note=now.note, guardian_agrees=now.guardian_agrees,
        department=wish.department or now.department,
    )  # fmt: skip
    return judged if judged.sex else replace(judged, sex=now.sex)


def _place(own: str) -> str:
    return f"corrections|{own}|wishes"
