"""A hold's writes in plain SQL: the rows of a hold that was really made, copied with new keys and dates."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bench.floor_database import Asked, Database
from sites.foundation import clock

# Each row of the hold that the program writes, and how it is found by the stay's id or public id.
COPIED = {
    "trips": "SELECT t.id FROM trips t JOIN stays s ON s.trip_id = t.id WHERE s.public_id = $1",
    "parties": "SELECT p.id FROM parties p JOIN stays s ON s.trip_id = p.trip_id WHERE s.public_id = $1",
    "stays": "SELECT id FROM stays WHERE public_id = $1",
    "stay_nights": "SELECT n.id FROM stay_nights n JOIN stays s ON s.id = n.stay_id WHERE s.public_id = $1",
    "stay_events": "SELECT e.id FROM stay_events e JOIN stays s ON s.id = e.stay_id WHERE s.public_id = $1",
    "idempotency_keys": "SELECT max(id) AS id FROM idempotency_keys WHERE result LIKE '%' || $1 || '%'",
    "reception_claims": "SELECT id FROM reception_claims WHERE holder = $1 ORDER BY id",
    "night_claims": "SELECT id FROM night_claims WHERE holder = $1 ORDER BY id",
}


@dataclass
class Holding:
    """The rows to copy by table, the columns of each table, and sets of counters to claim in turn."""

    rows: Mapping[str, list[int]]
    columns: Mapping[str, list[str]]
    receptions: list[list[int]]
    nights: list[list[int]]
    union_id: int

    async def write(self, database: Asked, number: int) -> None:
        own = uuid.uuid4().hex
        turn = number % len(self.nights)
        await database.fetch(
            "UPDATE organisations SET open_holds = open_holds + 1 WHERE id = $1 "
            "AND open_holds < hold_limit RETURNING id", [self.union_id],
        )  # fmt: skip
        trip = await self._copy(database, "trips", public_id=own)
        party = await self._copy(database, "parties", public_id=own, trip_id=trip)
        stay = await self._copy(database, "stays", public_id=own, reference=own[:8], trip_id=trip)
        for place in range(len(self.rows["stay_nights"])):
            await self._copy(database, "stay_nights", place, stay_id=stay, party_id=party)
        for place, counter in enumerate(self.receptions[turn]):
            await self._claim(database, "receptions", "people_limit", 16, counter)
            await self._copy(database, "reception_claims", place, holder=own, reception_id=counter)
        for place, counter in enumerate(self.nights[turn]):
            await self._claim(database, "nights", "sell_limit", 8, counter)
            await self._copy(database, "night_claims", place, holder=own, night_id=counter)
        event = await self._copy(database, "stay_events", stay_id=stay)
        await self._post(database, event)
        await self._copy(database, "idempotency_keys", key=own)

    async def _post(self, database: Asked, event: int) -> None:
        """What the worker is to tell, as due as the program's own."""
        now = clock.now()
        await database.fetch(
            "INSERT INTO outbox (topic, payload, due_at, attempts, last_error, created_at) "
            "VALUES ('stay.moved', $1, $2, 0, '', $3) RETURNING id",
            [json.dumps({"event_id": event}), now, now],
        )

    async def _claim(self, database: Asked, table: str, limit: str, n: int, counter: int) -> None:
        taken = await database.fetch(
            f"UPDATE {table} SET held = held + $1 WHERE id = $2 AND held + sold + $1 <= {limit} RETURNING id",
            [n, counter],
        )  # fmt: skip
        assert taken, (table, counter)

    async def _copy(self, database: Asked, table: str, place: int = 0, **changes: Any) -> int:
        # SQLite numbers placeholders by where they first stand, so the values follow the columns.
        names, changed = self.columns[table], [n for n in self.columns[table] if n in changes]
        values = [changes[name] for name in changed]
        kept = {n: f"CAST(${at} AS {_kind(changes[n])})" for at, n in enumerate(changed, start=1)}
        copied = ", ".join(kept.get(name, name) for name in names)
        made = await database.fetch(
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {copied} FROM {table} "
            f"WHERE id = ${len(values) + 1} RETURNING id",
            [*values, self.rows[table][place]],
        )  # fmt: skip
        return int(made[0]["id"])


def _kind(value: Any) -> str:
    return "INTEGER" if isinstance(value, int) else "VARCHAR"


async def prepared(database: Database, public_id: str) -> Holding:
    """Find what is to be copied, and other dates of the same base to claim on."""
    rows = {
        t: [r["id"] for r in await database.fetch(sql, [public_id])] for t, sql in COPIED.items()
    }
    columns = {table: await _columns(database, table) for table in COPIED}
    stay = (
        await database.fetch(
            "SELECT site_id, union_id FROM stays WHERE public_id = $1", [public_id]
        )
    )[0]
    nights = len(rows["reception_claims"])
    receptions = await _counters(database, "receptions", stay["site_id"], nights)
    rooms = await _counters(database, "nights", stay["site_id"], nights)
    return Holding(rows, columns, receptions, rooms, stay["union_id"])


async def _columns(database: Database, table: str) -> list[str]:
    found = await database.fetch(f"SELECT * FROM {table} LIMIT 1", [])
    return [name for name in found[0] if name != "id"]


async def _counters(database: Database, table: str, site_id: int, nights: int) -> list[list[int]]:
    found = await database.fetch(
        f"SELECT id, date FROM {table} WHERE site_id = $1 ORDER BY date", [site_id]
    )
    coming = [row["id"] for row in found if _day(row["date"]) > clock.today()][20:170]
    return [coming[at : at + nights] for at in range(0, len(coming) - nights, 7)]


def _day(value: Any) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
