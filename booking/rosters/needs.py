"""What rooming and the kitchen must know of a person: department, who belongs together, diet, care, other nights."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from booking.rosters.models import Traveller
from booking.rosters.refusals import TravellerUnknown
from booking.rosters.rooming_models import TravellerNeeds
from sites.foundation.database import demand_transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.identifiers import is_public_id
from sites.foundation.language import N_

DIETS: dict[str, str] = {
    "": N_("No special diet"),
    "vegetarian": N_("Vegetarian"),
    "halal": N_("Halal"),
    "light": N_("Light"),
    "low_sugar": N_("Low in sugar"),
    "soft": N_("Soft"),
}


class NeedsUnfit(Refusal):
    code = "needs_unfit"
    kind = Kind.BAD_INPUT
    words = N_("The first night must lie before the day of leaving, both within the group's days.")


@dataclass(frozen=True, slots=True)
class Needs:
    """`bond` is one word for all who belong together. Days are None where the person has the group's."""

    department: str = ""
    bond: str = ""
    diet: str = ""
    care: str = ""
    arrives_on: date | None = None
    leaves_on: date | None = None

    def nights(self, group: Iterable[date]) -> frozenset[date]:
        return frozenset(
            night
            for night in group
            if (self.arrives_on is None or night >= self.arrives_on)
            and (self.leaves_on is None or night < self.leaves_on)
        )


NOTHING = Needs()
COLUMNS = tuple(Needs.__dataclass_fields__)


async def needs_of(party_id: int) -> dict[str, Needs]:
    """By the public id of the person, of those who have any. Whoever asks may see the list."""
    rows = await TravellerNeeds.filter(traveller__party_id=party_id).values(
        "traveller__public_id", *COLUMNS
    )
    return {row.pop("traveller__public_id"): Needs(**row) for row in rows}


async def needs_of_party(party: str) -> dict[str, Needs]:
    """The same for the party with this public id."""
    rows = await TravellerNeeds.filter(traveller__party__public_id=party).values(
        "traveller__public_id", *COLUMNS
    )
    return {row.pop("traveller__public_id"): Needs(**row) for row in rows}


async def write_needs(
    traveller: str, needs: Needs, *, party_id: int, group: Iterable[date]
) -> None:
    """Replace what is known of the person. Works in the caller's transaction.

    Refused: TravellerUnknown, NeedsUnfit where no night of the group's is left.
    """
    demand_transaction()
    standing = Traveller.filter(public_id=traveller, party_id=party_id, removed_at=None)
    person = await standing.first() if is_public_id(traveller) else None
    if person is None:
        raise TravellerUnknown
    if needs.diet not in DIETS or not needs.nights(group):
        raise NeedsUnfit(field="leaves_on")
    await TravellerNeeds.filter(traveller_id=person.id).delete()
    if needs != NOTHING:
        await TravellerNeeds.create(
            traveller_id=person.id, **{name: getattr(needs, name) for name in COLUMNS}
        )


async def write_departments(departments: Mapping[int, str]) -> None:
    """The department alone, by the person's row; whatever else is known of them stands. Works in the caller's transaction."""
    demand_transaction()
    for traveller_id, department in departments.items():
        if not await TravellerNeeds.filter(traveller_id=traveller_id).update(department=department):
            await TravellerNeeds.create(traveller_id=traveller_id, department=department)


async def forget_needs(traveller_ids: Iterable[int]) -> None:
    """Whoever leaves the list, or whose data are shredded, leaves no needs behind."""
    demand_transaction()
    await TravellerNeeds.filter(traveller_id__in=[*traveller_ids]).delete()
