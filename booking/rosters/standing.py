"""Who stands on a list now, opened as far as comparing needs: inside the program alone, for no screen."""

from dataclasses import dataclass, field

from booking.rosters.models import Traveller
from booking.rosters.needs import needs_of
from booking.rosters.places import opened


@dataclass(frozen=True, slots=True)
class Standing:
    """`index` is the keyed hash of the number, None while it is missing."""

    public_id: str
    name: str
    kind: str
    sex: str
    index: str | None
    note: str
    phone: str = field(repr=False, default="")
    department: str = ""


async def standing_on(party_id: int) -> tuple[Standing, ...]:
    rows = await Traveller.filter(party_id=party_id, removed_at=None).order_by("id")
    needs = await needs_of(party_id)
    return tuple(
        Standing(
            row.public_id,
            row.name,
            row.kind,
            row.sex,
            row.id_index,
            row.note,
            opened(row, "phone"),
            needs[row.public_id].department if row.public_id in needs else "",
        )
        for row in rows
    )
