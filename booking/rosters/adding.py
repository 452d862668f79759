"""Putting people on a party's list: numbers sealed, found again only by their keyed hash."""

from collections.abc import Iterable

from booking.rosters.drafts import TravellerDraft
from booking.rosters.models import Traveller
from booking.rosters.numbers import masked
from booking.rosters.phones import masked_phone
from booking.rosters.refusals import AlreadyOnRoster
from sites.foundation import clock, sealing
from sites.foundation.database import demand_transaction
from sites.foundation.identifiers import public_id


async def add_travellers(party_id: int, people: Iterable[TravellerDraft]) -> int:
    """How many were added, all or none. Works in the caller's transaction, which holds the stay's row.

    Refused: AlreadyOnRoster.
    """
    demand_transaction()
    rows = [_row(party_id, person) for person in people]
    taken = await _taken(party_id)
    for row in rows:
        if row.id_index in taken:
            raise AlreadyOnRoster(name=row.name, field="number")
        taken |= {row.id_index} - {None}
    await Traveller.bulk_create(rows)
    return len(rows)


def place_of(traveller: str, column: str) -> str:
    """Where a value is sealed: copied to another row it will not open."""
    return f"travellers|{traveller}|{column}"


def index_of(document: str, number: str) -> str:
    return sealing.index_of(f"{document}|{number}")


async def _taken(party_id: int) -> set[str | None]:
    standing = Traveller.filter(party_id=party_id, removed_at=None, id_index__isnull=False)
    return set(await standing.values_list("id_index", flat=True))  # type: ignore[arg-type]


def _row(party_id: int, person: TravellerDraft) -> Traveller:
    own, number, phone = public_id(), person.number, person.phone
    return Traveller(
        public_id=own, party_id=party_id, name=person.name, kind=person.kind, sex=person.sex,
        document=person.document, note=person.note, guardian_agrees=person.guardian_agrees, added_at=clock.now(),
        id_sealed=sealing.seal(number, place=place_of(own, "id")) if number else "",
        id_index=index_of(person.document, number) if number else None,
        id_masked=masked(number) if number else "",
        phone_sealed=sealing.seal(phone, place=place_of(own, "phone")) if phone else "",
        phone_masked=masked_phone(phone),
    )  # fmt: skip
