"""A fingerprint of everything in an SQLite database, table by table: what changed between two of them."""

import hashlib
import sqlite3
from contextlib import closing

Digest = dict[str, str]

# Columns that reading may write: when a session or a token was last used, and that a notice was opened.
NOTED_BY_READING = {
    "sessions": {"seen_at"},
    "api_tokens": {"seen_at"},
    "notices": {"read_at"},
}


def digest(url: str) -> Digest:
    """One hash for each table, over all rows and columns in a fixed order."""
    path = url.removeprefix("sqlite://")
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        tables = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        return {table: _of_table(connection, table) for table in tables}


def changed(before: Digest, after: Digest) -> list[str]:
    """The tables whose rows differ."""
    return sorted(
        name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
    )


def _of_table(connection: sqlite3.Connection, table: str) -> str:
    skipped = NOTED_BY_READING.get(table, set())
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    listed = ", ".join(f'"{name}"' for name in columns if name not in skipped)
    found = hashlib.sha256()
    for row in connection.execute(f'SELECT {listed} FROM "{table}" ORDER BY 1, 2'):
        found.update(repr(row).encode())
    return found.hexdigest()
