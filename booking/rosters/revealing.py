"""Looking at a full number: only with a reason, and never without a row that says so."""

from dataclasses import dataclass, field

from booking.people import demand
from booking.rosters.models import Reveal, Traveller
from booking.rosters.places import opened
from booking.rosters.refusals import TravellerUnknown
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction, transaction
from sites.foundation.identifiers import is_public_id


@dataclass(frozen=True, slots=True)
class Revealed:
    name: str
    number: str = field(repr=False)
    phone: str = field(repr=False)


@transaction
async def reveal_id(traveller: str, *, reason: str, by: Actor) -> Revealed:
    """Open number and phone of a person of the own organisation, and log who looked and why.

    Refused: NotGranted, TravellerUnknown.
    """
    demand(by, "rosters.reveal")
    return await _reveal(traveller, reason=reason, by=by, party__organisation_id=by.organisation_id)


async def reveal_of(traveller: str, *, party_id: int, reason: str, by: Actor) -> Revealed:
    """The same in a transaction of the caller, who has found that `by` may look at this party's people now."""
    demand_transaction()
    return await _reveal(traveller, reason=reason, by=by, party_id=party_id)


async def demand_traveller(traveller: str, *, party_id: int) -> None:
    """Refused: TravellerUnknown, also for somebody whose data are gone."""
    found = is_public_id(traveller) and await Traveller.filter(
        public_id=traveller, party_id=party_id, removed_at=None
    ).exists()  # fmt: skip
    if not found:
        raise TravellerUnknown


async def _reveal(traveller: str, *, reason: str, by: Actor, **where: int) -> Revealed:
    row = None
    if is_public_id(traveller):
        row = await Traveller.filter(public_id=traveller, removed_at=None, **where).first()
    if row is None:
        raise TravellerUnknown
    await Reveal.create(
        traveller_id=row.id, by_user_id=by.user_id, by_organisation_id=by.organisation_id,
        reason=reason[:120], at=clock.now(),
    )  # fmt: skip
    return Revealed(row.name, opened(row, "id"), opened(row, "phone"))
