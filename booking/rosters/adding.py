"""A person's row on a party's list: numbers sealed, found again only by their keyed hash."""

from booking.rosters.drafts import TravellerDraft
from booking.rosters.models import Traveller
from booking.rosters.numbers import masked
from booking.rosters.phones import masked_phone
from booking.rosters.places import index_of, sealed
from sites.foundation import clock
from sites.foundation.identifiers import public_id


def row_of(party_id: int, person: TravellerDraft) -> Traveller:
    """Not written yet."""
    own, number, phone = public_id(), person.number, person.phone
    return Traveller(
        public_id=own, party_id=party_id, name=person.name, kind=person.kind, sex=person.sex,
        document=person.document, note=person.note, guardian_agrees=person.guardian_agrees, added_at=clock.now(),
        id_sealed=sealed(own, "id", number), id_index=index_of(person.document, number) if number else None,
        id_masked=masked(number) if number else "", phone_sealed=sealed(own, "phone", phone),
        phone_masked=masked_phone(phone),
    )  # fmt: skip
