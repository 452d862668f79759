"""What comes free on nights for which groups wait is theirs first, for a quarter of an hour."""

from collections.abc import Collection, Iterable
from datetime import timedelta

from sites.foundation import clock, outbox
from sites.foundation.database import change, demand_transaction, fetch, is_sqlite

FIRST_REFUSAL = timedelta(minutes=15)


async def keep_dates(receptions: Collection[int]) -> list[int]:
    """Places came free on these dates: every room of them is kept, or somebody in another room would take the place.

    Answers the nights that are kept.
    """
    demand_transaction()
    if not receptions:
        return []
    lock = "" if is_sqlite() else " FOR NO KEY UPDATE OF n"
    rows = await fetch(
        "SELECT n.id FROM nights n JOIN receptions r ON r.site_id = n.site_id AND r.date = n.date "  # noqa: S608
        f"WHERE n.has_waiters AND r.id IN ({_places(receptions)}) ORDER BY n.site_id, n.room_type_id, n.date{lock}",
        *receptions,
    )
    kept = [row["id"] for row in rows]
    if kept:
        await change(
            f"UPDATE nights SET first_refusal_until = $1 WHERE id IN ({_places(kept, 2)})",  # noqa: S608
            clock.now() + FIRST_REFUSAL,
            *kept,
        )
    return kept


async def announce_freed(nights: Collection[int]) -> None:
    """Post each site where groups wait for one of these nights: its list is looked at after the commit."""
    demand_transaction()
    if not nights:
        return
    rows = await fetch(
        f"SELECT DISTINCT site_id FROM nights WHERE has_waiters AND id IN ({_places(nights)})",  # noqa: S608
        *nights,
    )
    for row in rows:
        await outbox.post("nights.freed", {"site_id": row["site_id"]})


def _places(values: Iterable[object], first: int = 1) -> str:
    return ", ".join(f"${n}" for n, _value in enumerate(values, start=first))
