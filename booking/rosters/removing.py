"""Taking a person off the list: what is personal is shredded at once."""

from booking.rosters.models import Traveller
from booking.rosters.needs import forget_needs
from booking.rosters.refusals import TravellerUnknown
from sites.foundation import clock
from sites.foundation.database import demand_transaction
from sites.foundation.identifiers import is_public_id


async def remove_traveller(traveller: str, *, party_id: int) -> None:
    """Works in the caller's transaction. Refused: TravellerUnknown, also when it was done already."""
    demand_transaction()
    if not is_public_id(traveller):
        raise TravellerUnknown
    standing = Traveller.filter(public_id=traveller, party_id=party_id, removed_at=None)
    removed = await standing.first()
    if removed is None or not await standing.update(
        removed_at=clock.now(), name="", sex="", id_sealed="", id_index=None, id_masked="",
        phone_sealed="", phone_masked="", note="",
    ):  # fmt: skip
        raise TravellerUnknown
    await forget_needs([removed.id])
