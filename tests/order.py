"""Long files begin first, so that at the end no process waits for one that has just begun a story. In a file all tests on
SQLite come before those on PostgreSQL: to change the kind of database costs more than many a test.
"""

from collections.abc import Sequence

import pytest

# Which files hold one story of minutes rather than many short rules.
LONG = ("tests/journeys/", "tests/proofs/", "tests/house/routes/", "tests/scheduler/")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    files = {item.path: at for at, item in reversed(list(enumerate(items)))}
    items.sort(key=lambda item: (_place(item.nodeid), files[item.path], "postgres" in item.name))


def _place(nodeid: str, first: Sequence[str] = LONG) -> int:
    return next((at for at, folder in enumerate(first) if nodeid.startswith(folder)), len(first))
