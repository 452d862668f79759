"""A trip card ends with the list: its link is dead, the leader is forgotten."""

from booking.rosters.card_models import TripCard
from sites.foundation import clock
from sites.foundation.database import demand_transaction


async def end_card(party_id: int) -> None:
    """In the caller's transaction. Done twice it changes nothing more."""
    demand_transaction()
    cards = TripCard.filter(party_id=party_id)
    await cards.filter(closed_at=None).update(closed_at=clock.now(), leader_phone_sealed="")
    await cards.exclude(leader="").update(leader="")
