"""Rows are locked so that foreign keys to them may still be checked: else a lock of one verb waits for a check of another.

PostgreSQL checks a row's foreign keys again when the transaction changes it a second time, after whatever
it locked meanwhile; a plain FOR UPDATE on the parent then closes a circle.
"""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TAKES_THE_KEY = re.compile(r"FOR UPDATE|select_for_update\((?!.*no_key=True)")


def lines_that_lock_keys(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if TAKES_THE_KEY.search(line.split("#")[0])]


def test_no_lock_takes_the_key_of_a_row() -> None:
    found = {
        str(path.relative_to(ROOT)): lines
        for room in ("booking", "sites", "scheduler")
        for path in (ROOT / room).rglob("*.py")
        if (lines := lines_that_lock_keys(path.read_text("utf-8")))
    }
    assert found == {}


def test_a_lock_that_takes_the_key_is_found() -> None:
    """The control."""
    assert lines_that_lock_keys('x = "SELECT 1 FOR UPDATE"') != []
    assert lines_that_lock_keys("await Trip.filter().select_for_update().first()") != []
    assert lines_that_lock_keys('"SELECT 1 FOR NO KEY UPDATE"; t.select_for_update(no_key=True)') == []  # fmt: skip
