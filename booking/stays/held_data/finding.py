"""The stay in whose history something about a person of its list is written, and the list's party, alone from here on."""

from booking import rosters
from booking.rosters.models import Traveller
from booking.stays.access import stay_of_union
from booking.stays.models import Party, Stay
from sites.foundation.actor import Actor


async def person_of(public_id: str, traveller: str, *, by: Actor) -> tuple[Stay, Party, Traveller]:
    """In any state: what is held may be asked about as long as it is held. Refused: StayUnknown, TravellerUnknown."""
    stay = await stay_of_union(public_id, by=by)
    own = Party.filter(trip_id=stay.trip_id, organisation_id=stay.union_id)
    party = await own.select_for_update(no_key=True).get()
    await rosters.demand_traveller(traveller, party_id=party.id)
    return stay, party, await Traveller.get(public_id=traveller)


async def first_stay(party_id: int) -> tuple[Party, Stay]:
    """Of somebody who comes by a link; the party is locked."""
    party = await Party.filter(id=party_id).select_for_update(no_key=True).get()
    stays = Stay.filter(trip_id=party.trip_id, union_id=party.organisation_id)
    stay = await stays.order_by("was_cancelled", "check_in", "id").first()
    return party, stay or await stays.get()
