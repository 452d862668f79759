"""Very many stays that are over, by copying a few real ones with everything that belongs to them: claims, events, money, filings.

Ids of copies are those of their originals and so many times ten thousand; counters of nights and receptions grow by what is copied.
"""

from sites.foundation.database import change, fetch

STEP = 10_000

_THEIRS = f"(SELECT {{}} FROM stays s WHERE s.state = 'departed' AND s.id < {STEP})"
_BY_STAY, _BY_HOLDER = (
    f"{key} IN {_THEIRS.format(of)}" for key, of in (("stay_id", "s.id"), ("holder", "s.public_id"))
)
_OF_CHARGES = f"subject IN (SELECT c.public_id FROM charges c WHERE c.{_BY_STAY})"
_BY_TRIP = "IN " + _THEIRS.format("s.trip_id")

# Each table with its stays' rows, how those are found, and which columns are ids of other copied rows.
_COPIED = {
    "trips": (f"id {_BY_TRIP}", ()),
    "parties": (f"trip_id {_BY_TRIP}", ("trip_id",)),
    "stays": ("state = 'departed'", ("trip_id",)),
    "stay_nights": (_BY_STAY, ("stay_id", "party_id")),
    "stay_events": (_BY_STAY, ("stay_id",)),
    "night_claims": (_BY_HOLDER, ()),
    "reception_claims": (_BY_HOLDER, ()),
    "filings": (_BY_STAY, ("stay_id",)),
    "charges": (_BY_STAY, ("stay_id", "party_id")),
    "accounts": (_OF_CHARGES, ()),
    "entries": (_BY_STAY, ("stay_id",)),
    "postings": (_BY_STAY, ("stay_id", "entry_id")),
}
# Serials have no gaps: there are ten originals (bench/growth.py).
_OWN = {
    "public_id": "md5(public_id || '-' || n)",
    "holder": "md5(holder || '-' || n)",
    "reference": "upper(lpad(to_hex(id % 1000 * 100000 + n), 8, '0'))",
    "serial": "serial + n * 10",
    "subject": "md5(subject || '-' || n)",
    # A charge has an account of its own, what is earned has one for all.
    "account_id": f"CASE WHEN account_id IN (SELECT a.id FROM accounts a WHERE a.{_OF_CHARGES}) THEN account_id + n * {STEP} ELSE account_id END",
}


async def crowd(copies: int, *, done: int = 0) -> None:
    """So many copies of each stay that is there, on PostgreSQL; `done` were made before, and are not copied again."""
    for table, (which, ids) in _COPIED.items():
        columns = await _columns(table)
        own = ", ".join(_copied(name, ("id", *ids)) for name in columns)
        await change(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {own} FROM {table}, "
            f"generate_series({done + 1}, {copies}) n WHERE {table}.id < {STEP} AND {which}"
        )
    await _count("nights", "night_claims", "night_id", "rooms")
    await _count("receptions", "reception_claims", "reception_id", "people")
    await change("UPDATE filing_counters SET given = (SELECT count(*) FROM filings)")
    await change("ANALYZE")


def _copied(name: str, ids: tuple[str, ...]) -> str:
    if name in ids:
        return f"{name} + n * {STEP}"
    return _OWN.get(name, name)


async def _columns(table: str) -> list[str]:
    rows = await fetch(
        "SELECT column_name FROM information_schema.columns WHERE table_name = $1", table
    )
    return [row["column_name"] for row in rows]


async def _count(table: str, claims: str, key: str, what: str) -> None:
    await change(
        f"UPDATE {table} SET sold = c.taken FROM (SELECT {key}, sum({what}) AS taken FROM {claims} "
        f"WHERE is_sold AND released_at IS NULL GROUP BY {key}) c WHERE c.{key} = {table}.id"
    )
