"""A person taken from one list of a union to another one: opened inside the program alone, and sealed anew where they go."""

from dataclasses import dataclass, replace

from booking.rosters.drafts import TravellerDraft
from booking.rosters.held_end import carry_correction
from booking.rosters.models import Traveller
from booking.rosters.needs import NOTHING, Needs, needs_of
from booking.rosters.places import opened
from booking.rosters.refusals import TravellerUnknown
from booking.rosters.rooming_models import TravellerNeeds
from booking.rosters.writing import Edit, write
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction
from sites.foundation.identifiers import is_public_id


@dataclass(frozen=True, slots=True)
class Carried:
    id: int
    person: TravellerDraft
    needs: Needs


async def carry(traveller: str, *, source: int, target: int, by: Actor) -> None:
    """Off the list of one party and on that of another, each as a version of its own; needs go with the person, and so does
    a correction that was asked for. A link to what is held is dead.

    Works in the caller's transaction, which holds both parties' rows. The days of the first group go with it: nights,
    and who they were to share a room with. Refused: TravellerUnknown, AlreadyOnRoster.
    """
    demand_transaction()
    found = await _carried(traveller, source)
    await write(target, Edit("typed", coming=(found.person,)), by=by)
    made = await Traveller.filter(party_id=target, removed_at=None).order_by("-id").first()
    if made is not None:
        await carry_correction(found.id, made.id)
    await write(source, Edit("removed", leaving=(traveller,)), by=by)
    if made is not None and found.needs != NOTHING:
        await TravellerNeeds.filter(traveller_id=made.id).delete()
        await TravellerNeeds.create(
            traveller_id=made.id, department=found.needs.department, diet=found.needs.diet, care=found.needs.care
        )  # fmt: skip


async def _carried(traveller: str, party_id: int) -> Carried:
    standing = Traveller.filter(public_id=traveller, party_id=party_id, removed_at=None)
    row = await standing.first() if is_public_id(traveller) else None
    if row is None:
        raise TravellerUnknown
    needs = (await needs_of(party_id)).get(traveller, NOTHING)
    person = TravellerDraft(
        row.name, row.kind, row.sex, row.document, opened(row, "id"), opened(row, "phone"), row.note,
        row.guardian_agrees, needs.department,
    )  # fmt: skip
    return Carried(row.id, person, replace(needs, bond="", arrives_on=None, leaves_on=None))
