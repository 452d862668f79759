"""What several proofs look at: collisions that the database broke off."""

from collections import Counter
from collections.abc import Iterator

import asyncpg
import pytest

from sites.foundation import database as db

DEADLOCK = "40P01"


@pytest.fixture
def collisions(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """What PostgreSQL broke off, by its code, even where the verb was tried again and nobody noticed."""
    seen: Counter[str] = Counter()
    judge = db._is_collision

    def watched(fault: Exception) -> bool:
        if isinstance(fault, asyncpg.PostgresError):
            seen[str(fault.sqlstate)] += 1
        return judge(fault)

    monkeypatch.setattr(db, "_is_collision", watched)
    return seen
