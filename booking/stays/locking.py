"""One after the other: who changes a stay's nights holds the trip's row, then the stay's, and reads anew."""

from booking.stays.models import Stay
from sites.foundation.database import change, demand_transaction


async def locked(stay: Stay) -> Stay:
    """The stay as it stands once nobody else changes it. An update that changes nothing locks on both databases."""
    demand_transaction()
    await change("UPDATE trips SET starts_on = starts_on WHERE id = $1", stay.trip_id)
    await change("UPDATE stays SET state = state WHERE id = $1", stay.id)
    return await Stay.get(id=stay.id)
