"""What has changed: a log that triggers write in the changing transaction, and how far this process has read it.

On PostgreSQL a lower number may commit after a higher one. So numbers are those of the transactions, and a
reader goes on from the lowest that was still under way when it looked; what it has seen beyond it it remembers.
"""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from tortoise import fields
from tortoise.models import Model

from sites.foundation.database import change, connection, fetch, is_sqlite, transaction

KEPT, MOST_AT_ONCE = 20_000, 5_000
_BEYOND_ALL = 2**62
# The row with id 0 says up to which number the log was forgotten (sites/migrations/0002_integrity.py).
_COLUMNS = "c.id, c.number, c.shelf, c.subject, c.first_day, c.last_day"
_LOOK_POSTGRES = f"""SELECT h.since, h.forgotten, {_COLUMNS} FROM (
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS since,
           pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS ahead,
           (SELECT number FROM changes WHERE id = 0) AS forgotten
) h LEFT JOIN changes c ON c.id > 0 AND c.number >= $1 AND c.number < h.ahead LIMIT {MOST_AT_ONCE + 1}
"""  # noqa: S608 - own columns
# The plus keeps SQLite from walking the whole log by its key instead of the few new rows by their number.
_LOOK_SQLITE = f"""SELECT h.since, h.forgotten, {_COLUMNS} FROM (
    SELECT (SELECT COALESCE(MAX(number), 0) + 1 FROM changes) AS since,
           (SELECT number FROM changes WHERE id = 0) AS forgotten
) h LEFT JOIN changes c ON +c.id > 0 AND c.number >= $1 LIMIT {MOST_AT_ONCE + 1}
"""  # noqa: S608 - own columns
_CUT = f"SELECT number FROM changes WHERE id > 0 ORDER BY number DESC LIMIT 1 OFFSET {KEPT}"  # noqa: S608
# A dump brought from another server carries numbers that this one has not given yet.
_OF_ANOTHER_LIFE = (
    "DELETE FROM changes WHERE id > 0 "
    "AND number >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
)


class Change(Model):
    # `number`: on PostgreSQL the transaction's, on SQLite counted up. `subject`: the base; 0 for none,
    # null for all. Days, both included, where the change is about days.

    id = fields.BigIntField(primary_key=True)
    shelf = fields.CharField(max_length=12)
    number = fields.BigIntField()
    subject = fields.IntField(null=True)
    first_day = fields.DateField(null=True)
    last_day = fields.DateField(null=True)

    class Meta:
        app = "sites"
        table = "changes"


@dataclass(frozen=True, slots=True)
class Note:
    """One row of the log. A subject of None may be any; days are None where the change is not about days."""

    shelf: str
    subject: int | None
    first_day: date | None = None
    last_day: date | None = None


@dataclass(eq=False)
class Follower:
    """Whoever keeps something up to date with the log. Too far behind is in doubt, and makes it anew."""

    notes: list[Note] = field(default_factory=list)
    is_in_doubt: bool = False

    def take(self) -> list[Note] | None:
        """What came since the last time; None where something may be missing."""
        taken = None if self.is_in_doubt else self.notes
        self.notes, self.is_in_doubt = [], False
        return taken

    def hear(self, notes: list[Note] | None) -> None:
        if notes is None or len(self.notes) + len(notes) > MOST_AT_ONCE:
            self.notes, self.is_in_doubt = [], True
        elif not self.is_in_doubt:
            self.notes += notes


class Reader:
    """How far this process has read. `counts` by shelf only grow, and grow with every change; `doubts` with every gap."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.doubts = 0
        self._since = _BEYOND_ALL
        self._seen: dict[int, int] = {}
        self._forgotten = 0
        self._followers: list[Follower] = []
        self._lock = asyncio.Lock()
        self._begun = self._done = 0

    async def look(self) -> None:
        """Afterwards everything is heard that was committed before the call. One query."""
        wanted = self._begun + 1
        async with self._lock:
            if self._done >= wanted:  # somebody else's look began after this call
                return
            self._begun += 1
            mine = self._begun
            self._hear(await fetch(_LOOK_SQLITE if is_sqlite() else _LOOK_POSTGRES, self._since))
            self._done = mine

    async def follow(self) -> Follower:
        """From now on."""
        follower = Follower()
        self._followers.append(follower)
        await self.look()
        return follower

    def leave(self, follower: Follower) -> None:
        self._followers.remove(follower)

    def _hear(self, rows: list[dict[str, Any]]) -> None:
        since, forgotten = rows[0]["since"], rows[0]["forgotten"]
        is_behind = self._since <= forgotten != self._forgotten
        is_in_doubt = is_behind or len(rows) > MOST_AT_ONCE
        fresh = [row for row in rows if row["id"] is not None and row["id"] not in self._seen]
        seen = self._seen | {row["id"]: row["number"] for row in fresh}
        self._seen = {id_: number for id_, number in seen.items() if number >= since}
        self._since, self._forgotten = since, forgotten
        self.counts.update(row["shelf"] for row in fresh)
        self.doubts += is_in_doubt
        for follower in self._followers if fresh or is_in_doubt else ():
            follower.hear(None if is_in_doubt else [_note(row) for row in fresh])


def reader() -> Reader:
    """The reader of this process, for as long as it keeps this connection."""
    here = connection()
    if here not in _readers:
        _readers[here] = Reader()
    return _readers[here]


@transaction
async def forget_old() -> int:
    """All but the newest rows; how many. A process that has not read them yet makes its own things anew."""
    if not is_sqlite():
        await change(_OF_ANOTHER_LIFE)
    cut = await fetch(_CUT)
    if not cut:
        return 0
    await change("UPDATE changes SET number = $1 WHERE id = 0", cut[0]["number"])
    return await change("DELETE FROM changes WHERE id > 0 AND number <= $1", cut[0]["number"])


def _note(row: dict[str, Any]) -> Note:
    return Note(row["shelf"], row["subject"], _day(row["first_day"]), _day(row["last_day"]))


def _day(value: date | str | None) -> date | None:
    # Raw rows carry dates as text on SQLite.
    return date.fromisoformat(value) if isinstance(value, str) else value


_readers: WeakKeyDictionary[Any, Reader] = WeakKeyDictionary()
