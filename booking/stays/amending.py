"""Writing a changed stay: a new contracted version of its nights beside the old one, never over it."""

from typing import Any

from booking.stays.counter_terms import Change
from booking.stays.legs import Leg
from booking.stays.models import Party, Stay
from booking.stays.picked_up import write_picked_up
from booking.stays.placing import write_nights
from booking.stays.trip_stays import alone_with, others_beside, write_dates
from sites.foundation.database import demand_transaction
from sites.packages import Heads


async def move_trip(stay: Stay, change: Change) -> None:
    """The trip's dates follow its stay's. The trip's row is locked before the stay's, by everybody.

    Refused: NightsOutsideTrip where the trip has other stays and this one would not follow them.
    """
    demand_transaction()
    await alone_with(stay.trip_id)
    moved = Leg(change.check_in, change.check_out)
    await write_dates(stay.trip_id, moved.joined(await others_beside(stay, moved)))


def columns_of(change: Change) -> dict[str, Any]:
    """What the stay's row says after the change."""
    return {
        "check_in": change.check_in,
        "check_out": change.check_out,
        "package_id": change.package.id,
        "price_minor": change.quote.total.minor,
        "currency": change.quote.currency,
        "quote": change.quote.as_facts(),
    }


async def write_version(stay: Stay, change: Change, *, reserves: bool, named: Heads) -> None:
    """The next version of the stay's nights; whoever has a name already is counted into it."""
    party = await Party.get(trip_id=stay.trip_id, organisation_id=stay.union_id)
    await write_nights(stay, party, change.heads, change.beds, reserves=reserves)
    if named.total:
        await write_picked_up(stay, named)
