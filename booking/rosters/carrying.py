"""People taken from lists of a union to another one: opened inside the program alone, and sealed anew where they go."""

from collections.abc import Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Carried:
    id: int
    person: TravellerDraft
    needs: Needs


async def carry(leaving: Mapping[int, Sequence[str]], *, target: int, by: Actor) -> None:
    """Off the lists of their parties (party -> public ids) and on that of `target`, each list as one version of its own; needs
    go with the people, and so do corrections that were asked for. Links to what is held are dead.

    Works in the caller's transaction, which holds all these parties' rows. The days of the first group go with it: nights,
    and who they were to share a room with. Refused: TravellerUnknown, AlreadyOnRoster.
    """
    demand_transaction()
    found = [one for party, who in leaving.items() for one in await _carried(who, party)]
    await write(target, Edit("typed", coming=[one.person for one in found]), by=by)
    made = await Traveller.filter(party_id=target, removed_at=None).order_by("-id").limit(len(found))  # fmt: skip
    for one, row in zip(found, reversed(made), strict=True):
        await carry_correction(one.id, row.id)
    for party, who in leaving.items():
        await write(party, Edit("removed", leaving=[*who]), by=by)
    for one, row in zip(found, reversed(made), strict=True):
        await _write_needs(row.id, one.needs)


async def _write_needs(traveller_id: int, needs: Needs) -> None:
    if needs == NOTHING:
        return
    await TravellerNeeds.filter(traveller_id=traveller_id).delete()
    await TravellerNeeds.create(
        traveller_id=traveller_id, department=needs.department, diet=needs.diet, care=needs.care
    )


async def _carried(travellers: Sequence[str], party_id: int) -> list[Carried]:
    standing = Traveller.filter(public_id__in=[*travellers], party_id=party_id, removed_at=None)
    rows = await standing.order_by("id")
    if len(rows) != len({*travellers}):
        raise TravellerUnknown
    needs = await needs_of(party_id)
    return [_opened(row, needs.get(row.public_id, NOTHING)) for row in rows]


def _opened(row: Traveller, needs: Needs) -> Carried:
    person = TravellerDraft(
        row.name, row.kind, row.sex, row.document, opened(row, "id"), opened(row, "phone"), row.note,
        row.guardian_agrees, needs.department,
    )  # fmt: skip
    return Carried(row.id, person, replace(needs, bond="", arrives_on=None, leaves_on=None))
