"""From held to sold: in one guarded UPDATE for each counter, so that the sum never changes."""

from typing import Any

from sites.calendar.claim_rows import PLACES, ROOMS, ClaimKind, open_claims
from sites.foundation.database import change, demand_transaction, fetch


async def sell(holder: str) -> int:
    """Turn this holder's held claims into sold ones; the sum of each night stays the same."""
    demand_transaction()
    moved = 0
    for kind in (PLACES, ROOMS):
        for row in await open_claims(kind, holder):
            if not row["is_sold"]:
                moved += await _sell_one(kind, row)
    return moved


async def _sell_one(kind: ClaimKind, row: dict[str, Any]) -> int:
    sold = await fetch(
        f"UPDATE {kind.claims} SET is_sold = $1 WHERE id = $2 AND released_at IS NULL AND NOT is_sold "  # noqa: S608
        f"RETURNING {kind.amount} AS amount",
        True,  # noqa: FBT003 - a value of the statement
        row["id"],
    )
    if not sold:
        return 0
    await change(
        f"UPDATE {kind.counters} SET held = held - $1, sold = sold + $1 WHERE id = $2",  # noqa: S608
        sold[0]["amount"],
        row["counter"],
    )
    return 1
