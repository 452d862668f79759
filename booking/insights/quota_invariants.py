"""What always holds of quotas and trips: claimed exactly while a stay takes, and exactly what the tree asks."""

from collections import defaultdict
from datetime import date

from booking import quotas, stays
from sites.foundation.database import fetch

EVER = (date(1900, 1, 1), date(2999, 1, 1))


async def quota_claims_follow_their_trips() -> list[str]:
    """A trip claims what it asks for of the nodes that match it, as firmly as it is promised; others claim nothing."""
    claimed, firm = await _claimed()
    taking = {one.trip_id: one for one in await stays.trips_taking(*EVER)}
    found = [
        f"trip {trip_id}: claims quota, but none of its stays takes any"
        for trip_id in sorted(claimed.keys() - taking.keys())
    ]
    asked = {trip_id: one.asked for trip_id, one in taking.items()}
    wanted = await quotas.wanted_by(asked, standing=claimed)
    for trip_id, one in sorted(taking.items()):
        has = claimed.get(trip_id, {})
        if wanted[trip_id] != has:
            found.append(f"trip {trip_id}: claims {has} of quotas, and asks for {wanted[trip_id]}")
        elif has and firm[trip_id] != {one.is_firm}:
            found.append(
                f"trip {trip_id}: its quota is held where it is used, or the other way round"
            )
    return found


async def _claimed() -> tuple[dict[int, dict[int, int]], dict[int, set[bool]]]:
    claimed: dict[int, dict[int, int]] = defaultdict(dict)
    firm: dict[int, set[bool]] = defaultdict(set)
    rows = await fetch(
        "SELECT trip_id, quota_id, amount, is_firm FROM quota_claims WHERE released_at IS NULL"
    )
    for row in rows:
        claimed[row["trip_id"]][row["quota_id"]] = row["amount"]
        firm[row["trip_id"]].add(bool(row["is_firm"]))
    return dict(claimed), firm
