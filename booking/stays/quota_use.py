"""A trip's quotas follow its stays: counted once for all of them, given back when none of them takes any more."""

from typing import Any

from booking import quotas
from booking.stays.trip_stays import of_standing
from sites.foundation.database import demand_transaction

COLUMNS = (
    "union_id", "site_id", "site__district_code", "trip__programme", "check_in", "check_out", "quote",
)  # fmt: skip


async def follow_quota(trip_id: int) -> None:
    """Claim what the trip's stays take now, or give all back, in the caller's transaction and after the move.

    A worker counts once, however many stays; person-nights are the nights at all bases. Refused: QuotaSpent.
    """
    demand_transaction()
    rows = await of_standing(trip_id).values(*COLUMNS)
    await quotas.release(trip_id)
    if rows:
        await quotas.claim(trip_id, asked=_asked(rows))


def _asked(rows: list[dict[str, Any]]) -> quotas.Asked:
    first = rows[0]
    return quotas.Asked(
        union_id=first["union_id"], site_id=first["site_id"],
        district_code=first["site__district_code"], programme=first["trip__programme"],
        check_in=first["check_in"], workers=max(int(row["quote"]["workers"]) for row in rows),
        nights=sum((row["check_out"] - row["check_in"]).days for row in rows),
    )  # fmt: skip
