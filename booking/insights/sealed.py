"""Do the present keys open what is on file? Another key of the same name closes and opens, and still opens none of it."""

from booking.rosters import index_of
from sites.foundation import sealing
from sites.foundation.database import fetch

# Each column that holds sealed values, and the last part of the place that its values are sealed for.
COLUMNS = (
    ("travellers", "id_sealed", "id"),
    ("travellers", "phone_sealed", "phone"),
    ("roster_files", "rows_sealed", "rows"),
    ("plan_files", "rows_sealed", "rows"),
    ("corrections", "wishes_sealed", "wishes"),
    ("trip_cards", "leader_phone_sealed", "leader_phone"),
    ("applicants", "id_sealed", "id"),
    ("applicants", "phone_sealed", "phone"),
    ("users", "phone_sealed", "phone"),
    ("bank_accounts", "number_sealed", "number"),
    ("refund_batch_items", "number_sealed", "number"),
    ("bank_lines", "payer_account_sealed", "payer_account"),
    ("webhook_endpoints", "secret_sealed", "secret"),
    ("webhook_endpoints", "old_secret_sealed", "secret"),
    ("robots", "address_sealed", "address"),
    ("robots", "secret_sealed", "secret"),
)


async def unopened() -> list[str]:
    """What the present keys do not open or find again, a line each; of each column and key the newest value is tried."""
    found = []
    for table, column, what in COLUMNS:
        for beginning in sealing.beginnings():
            found += await _closed_by_a_namesake(table, column, what, beginning)
        found += await _closed_by_others(table, column)
    return [*found, *await _not_found_again()]


async def _closed_by_a_namesake(table: str, column: str, what: str, beginning: str) -> list[str]:
    newest = await fetch(
        f"SELECT public_id, {column} AS sealed FROM {table} "  # noqa: S608 - constants of this file
        f"WHERE substr({column}, 1, {len(beginning)}) = $1 ORDER BY id DESC LIMIT 1",
        beginning,
    )
    return [
        f"{table}.{column}: closed by another key with the name in {beginning}"
        for row in newest
        if not sealing.opens(row["sealed"], place=f"{table}|{row['public_id']}|{what}")
    ]


async def _closed_by_others(table: str, column: str) -> list[str]:
    known = sealing.beginnings()
    others = [f"AND substr({column}, 1, {len(one)}) <> ${n}" for n, one in enumerate(known, 1)]
    rows = await fetch(
        f"SELECT COUNT(*) AS closed FROM {table} WHERE {column} <> '' {' '.join(others)}",  # noqa: S608 - constants
        *known,
    )
    closed = rows[0]["closed"]
    return [f"{table}.{column}: {closed} closed by keys that are missing"] if closed else []


async def _not_found_again() -> list[str]:
    """Numbers are compared by their keyed hash: with another INDEX_KEY nobody would be found twice."""
    newest = await fetch(
        "SELECT public_id, document, id_sealed, id_index FROM travellers "
        "WHERE id_index IS NOT NULL ORDER BY id DESC LIMIT 1"
    )
    for row in newest:
        sealed, place = row["id_sealed"], f"travellers|{row['public_id']}|id"
        if not sealing.opens(sealed, place=place):
            continue
        if index_of(row["document"], sealing.unseal(sealed, place=place)) != row["id_index"]:
            return ["travellers.id_index: made with another INDEX_KEY"]
    return []
