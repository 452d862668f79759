"""Tortoise's models are made ready once for each kind of database, and not anew for each test that connects.

What it makes of them (filters, first queries) depends on the models and on the kind of database alone;
it is a quarter of the time of a short test. tests/order.py lets the kinds alternate seldom.
"""

from collections.abc import Iterator

import pytest
from tortoise.apps import Apps

make_ready = Apps._build_initial_querysets


@pytest.fixture(scope="session", autouse=True)
def joined_once() -> Iterator[None]:
    # For which kind of database, and which models, it was done last.
    last: list[tuple[object, ...]] = [()]

    def once(apps: Apps) -> None:
        models = [model for app in apps.apps.values() for model in app.values()]
        these = (apps._connections.get("default").executor_class, *models)
        if these != last[0]:
            make_ready(apps)
            last[0] = these

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Apps, "_build_initial_querysets", once)
        yield
