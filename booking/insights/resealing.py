"""Sealing anew with the newest key what older keys closed: batch by batch, beside readers and writers, from where it stopped."""

from booking.insights.sealed import COLUMNS
from sites.foundation import sealing
from sites.foundation.database import change, fetch, transaction

BATCH = 200


async def reseal() -> int:
    """How many values were sealed anew. Stopped halfway, it goes on with the rest when it is run again."""
    done = 0
    for table, column, what in COLUMNS:
        while batch := await _reseal_some(table, column, what):
            done += batch
    return done


async def left_to_reseal() -> int:
    newest = sealing.beginnings()[0]
    left = 0
    for table, column, _what in COLUMNS:
        rows = await fetch(
            f"SELECT COUNT(*) AS waiting FROM {table} WHERE {column} <> '' "  # noqa: S608 - constants
            f"AND substr({column}, 1, {len(newest)}) <> $1",
            newest,
        )
        left += int(rows[0]["waiting"])
    return left


@transaction
async def _reseal_some(table: str, column: str, what: str) -> int:
    """A value that somebody changed meanwhile is left to them: they sealed it with the newest key."""
    newest = sealing.beginnings()[0]
    rows = await fetch(
        f"SELECT id, public_id, {column} AS sealed FROM {table} WHERE {column} <> '' "  # noqa: S608 - constants
        f"AND substr({column}, 1, {len(newest)}) <> $1 ORDER BY id LIMIT {BATCH}",
        newest,
    )
    for row in rows:
        place = f"{table}|{row['public_id']}|{what}"
        fresh = sealing.seal(sealing.unseal(row["sealed"], place=place), place=place)
        await change(
            f"UPDATE {table} SET {column} = $1 WHERE id = $2 AND {column} = $3",  # noqa: S608 - constants
            fresh, row["id"], row["sealed"],
        )  # fmt: skip
    return len(rows)
