"""What the provider keeps: its objects, the answers it gave, and the events it has yet to tell."""

import json
import secrets
import sqlite3
import time
from collections.abc import Callable
from typing import Any

from scheduler.double.wrong import no_such

Thing = dict[str, Any]

_TABLES = (
    "CREATE TABLE IF NOT EXISTS things (seq INTEGER PRIMARY KEY, id TEXT UNIQUE, kind TEXT, body TEXT)",
    "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, asked TEXT, status INTEGER, body TEXT)",
)


class Store:
    """One file, or memory alone. `now` is the provider's clock in whole seconds."""

    def __init__(self, path: str = ":memory:", *, now: Callable[[], int] | None = None) -> None:
        self.now: Callable[[], int] = now or (lambda: int(time.time()))
        self.untold: list[str] = []
        self._rows = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        for table in _TABLES:
            self._rows.execute(table)

    def make(self, prefix: str, kind: str, **fields: Any) -> Thing:
        """Keep a new object under a fresh id."""
        named = f"{prefix}_{secrets.token_hex(12)}"
        thing = {"id": named, "object": kind, "created": self.now(), "livemode": False, **fields}
        self._rows.execute(
            "INSERT INTO things (id, kind, body) VALUES (?, ?, ?)", (named, kind, json.dumps(thing))
        )
        return thing

    def keep(self, thing: Thing) -> Thing:
        self._rows.execute(
            "UPDATE things SET body = ? WHERE id = ?", (json.dumps(thing), thing["id"])
        )
        return thing

    def get(self, kind: str, named: str) -> Thing:
        found = self._rows.execute(
            "SELECT body FROM things WHERE id = ? AND kind = ?", (named, kind)
        ).fetchone()
        if found is None:
            raise no_such(kind, named)
        thing: Thing = json.loads(found[0])
        return thing

    def every(self, kind: str) -> list[Thing]:
        """The newest first, as Stripe lists."""
        rows = self._rows.execute(
            "SELECT body FROM things WHERE kind = ? ORDER BY seq DESC", (kind,)
        )
        return [json.loads(row[0]) for row in rows]

    def answered(self, key: str) -> tuple[str, int, Thing] | None:
        """What was asked under this key before, and what was answered."""
        found = self._rows.execute(
            "SELECT asked, status, body FROM answers WHERE key = ?", (key,)
        ).fetchone()
        return (found[0], found[1], json.loads(found[2])) if found else None

    def keep_answer(self, key: str, asked: str, status: int, body: Thing) -> None:
        self._rows.execute(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)",
            (key, asked, status, json.dumps(body)),
        )

    def tell(self, what: str, thing: Thing) -> None:
        """Note that something happened; who listens is told later."""
        event = self.make(
            "evt", "event", type=what, data={"object": thing}, api_version="2026-10-28.endive",
            pending_webhooks=1, request={"id": None, "idempotency_key": None},
        )  # fmt: skip
        self.untold.append(event["id"])
