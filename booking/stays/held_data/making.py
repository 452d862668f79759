"""The union makes a link for one person of its list."""

from booking.people import demand, demand_principal
from booking.rosters import held
from booking.rosters.held import HeldIssued
from booking.stays.held_data.finding import person_of
from booking.stays.moves import record
from sites.foundation.actor import Actor
from sites.foundation.database import transaction


@transaction
async def make_held_link(public_id: str, traveller: str, *, by: Actor) -> HeldIssued:
    """A link that shows the person what is held about them; older ones are dead. That it was made stands in the stay's history.

    Needs `rosters.reveal`. Refused: NotGranted, PrincipalsOwn, StayUnknown, TravellerUnknown, HeldLinksTooMany.
    """
    demand(by, "rosters.reveal")
    demand_principal(by)
    stay, _party, row = await person_of(public_id, traveller, by=by)
    issued = await held.issue_held_link(row, by=by)
    await record(stay, act="held_link_made", by=by)
    return issued
