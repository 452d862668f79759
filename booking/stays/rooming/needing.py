"""What rooming and the kitchen must know of one person: written by the union, and the nights follow."""

from booking import rosters
from booking.people import demand
from booking.rosters import Needs
from booking.stays.figures import latest
from booking.stays.models import StayNight
from booking.stays.naming import own_party
from booking.stays.picked_up import write_picked_up
from sites.foundation.actor import Actor
from sites.foundation.database import transaction


@transaction
async def write_needs(public_id: str, traveller: str, needs: Needs, *, by: Actor) -> None:
    """Replace department, bond, diet, care and nights of a person; named heads follow the nights.

    Refused: NotGranted, StayUnknown, TravellerUnknown, NeedsUnfit, AlreadyMoved, HoldOver.
    """
    demand(by, "rosters.write")
    stay, party = await own_party(public_id, by=by)
    rows = latest(await StayNight.filter(stay_id=stay.id))
    nights = {row.date for row in rows}
    await rosters.write_needs(traveller, needs, party_id=party.id, group=nights)
    await write_picked_up(stay, party.id)
