"""A participant opens the card by name and last digits; each try is on record, and everybody is answered alike."""

from dataclasses import dataclass

from booking.rosters.card_models import CardTry, TripCard
from booking.rosters.models import Traveller
from booking.rosters.recognising import recognised
from booking.rosters.secret_links import opened_by
from booking.stays.models import Party, Stay
from booking.stays.states import State
from booking.stays.trip_card.refusals import CardUnknown, NotRecognised
from sites.foundation import clock
from sites.foundation.database import transaction


@dataclass(frozen=True)
class Holder:
    """A participant in front of the own card."""

    card: TripCard
    party: Party
    stays: tuple[Stay, ...]
    traveller: Traveller


async def card_by(secret: str) -> TripCard:
    """Refused: CardUnknown, also once it was closed."""
    public_id = opened_by("card", secret)
    row = await TripCard.filter(public_id=public_id, closed_at=None).first() if public_id else None
    if row is None:
        raise CardUnknown
    return row


async def open_card(secret: str, *, name: str, phone_end: str, number_end: str) -> str:
    """The public id of the participant whom all three fit. Refused: CardUnknown, NotRecognised."""
    found = await _tried(secret, name=name, phone_end=phone_end, number_end=number_end)
    if not found:
        raise NotRecognised(field="name")
    return found


@transaction
async def _tried(secret: str, *, name: str, phone_end: str, number_end: str) -> str:
    """The try is kept whether it opens or not, so it is no part of what a refusal takes back."""
    card = await card_by(secret)
    found = await recognised(card.party_id, name=name, phone_end=phone_end, number_end=number_end)
    await CardTry.create(card_id=card.id, at=clock.now(), traveller=found)
    return found


async def holder_of(secret: str, traveller: str) -> Holder:
    """Whoever opened it before. Refused: CardUnknown, NotRecognised where the person has left the list meanwhile."""
    card = await card_by(secret)
    who = await Traveller.filter(
        public_id=traveller, party_id=card.party_id, removed_at=None
    ).first()
    if who is None:
        raise NotRecognised(field="name")
    party = await Party.get(id=card.party_id).prefetch_related("organisation")
    rows = await Stay.filter(trip_id=party.trip_id, union_id=party.organisation_id).order_by(
        "check_in", "id"
    ).prefetch_related("site", "package")  # fmt: skip
    lost = (State.DECLINED, State.EXPIRED, State.CANCELLED, State.INQUIRY)
    return Holder(card, party, tuple(one for one in rows if State(one.state) not in lost), who)
