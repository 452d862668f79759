"""Giving back what a claim row says, once, however often it is asked."""

from typing import Any

from sites.calendar.claim_locks import lock_claims
from sites.calendar.claim_rows import PLACES, ROOMS, STAGE, ClaimKind, open_claims
from sites.calendar.first_refusal import FIRST_REFUSAL, announce_freed, keep_dates
from sites.foundation import clock
from sites.foundation.database import change, fetch


async def release(*holders: str) -> int:
    """Give back all that these holders' open claims say, once, in one pass. How many claims were open.

    Rooms of nights for which groups wait are kept for them for FIRST_REFUSAL.
    """
    await lock_claims(*holders)
    places = await open_claims(PLACES, *holders)
    released = sum([await release_row(PLACES, row) for row in places])
    await keep_dates([row["counter"] for row in places])
    rooms = await open_claims(ROOMS, *holders)
    released += sum([await release_row(ROOMS, row) for row in rooms])
    await announce_freed([row["counter"] for row in rooms])
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
    await free(kind, row["counter"], closed[0]["amount"], stage=stage)
    return 1


async def free(kind: ClaimKind, counter: int, amount: int, *, stage: str) -> None:
    """Lower one counter; in the same UPDATE its night is kept for waiting groups, where there are any."""
    if kind is PLACES:
        sql = f"UPDATE receptions SET {stage} = {stage} - $1 WHERE id = $2"  # noqa: S608
        await change(sql, amount, counter)
        return
    await change(
        f"UPDATE nights SET {stage} = {stage} - $1, first_refusal_until = "  # noqa: S608
        "CASE WHEN has_waiters THEN $2 ELSE first_refusal_until END WHERE id = $3",
        amount,
        clock.now() + FIRST_REFUSAL,
        counter,
    )
