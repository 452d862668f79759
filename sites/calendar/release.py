"""Giving back what a claim row says, once, however often it is asked."""

from typing import Any

from sites.calendar.claim_rows import PLACES, ROOMS, STAGE, ClaimKind, open_claims
from sites.foundation import clock
from sites.foundation.database import change, demand_transaction, fetch


async def release(*holders: str) -> int:
    """Give back all that these holders' open claims say, once, in one pass. How many claims were open."""
    demand_transaction()
    released = 0
    for kind in (PLACES, ROOMS):
        for row in await open_claims(kind, *holders):
            released += await release_row(kind, row)
    return released


async def release_row(kind: ClaimKind, row: dict[str, Any]) -> int:
    """One claim, in the caller's order; 0 when it was given back already."""
    # The claim row is the lock: only the transaction that closes it touches the counter.
    closed = await fetch(
        f"UPDATE {kind.claims} SET released_at = $1 WHERE id = $2 AND released_at IS NULL "  # noqa: S608
        f"RETURNING {kind.amount} AS amount, is_sold",
        clock.now(),
        row["id"],
    )
    if not closed:
        return 0
    stage = STAGE[bool(closed[0]["is_sold"])]
    await change(
        f"UPDATE {kind.counters} SET {stage} = {stage} - $1 WHERE id = $2",  # noqa: S608
        closed[0]["amount"],
        row["counter"],
    )
    return 1
