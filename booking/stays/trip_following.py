"""What follows for the trip when one of its stays came or went."""

from booking.stays.quota_use import follow_quota
from booking.stays.trip_stays import follow_dates


async def follow_trip(trip_id: int) -> None:
    """Its dates and its quotas, counted anew from the stays that stand, in the caller's transaction and
    after the move. Refused: QuotaSpent.
    """
    await follow_dates(trip_id)
    await follow_quota(trip_id)
