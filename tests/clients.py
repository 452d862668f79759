"""The composed web application behind an in-process client, on a fresh database."""

import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

from asgi import create_app
from sites.foundation.settings import Settings

ORIGIN = "http://127.0.0.1:8000"


def test_settings(folder: Path, **changes: Any) -> Settings:
    values = {"data_dir": folder, "secret_key": "s" * 64, "field_keys": "k1:" + "MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA=",
              "index_key": "index key of the tests", "demo": True, "log_level": "ERROR", "requests_per_minute": 100000}  # fmt: skip
    return Settings.model_validate({**values, **changes})


test_settings.__test__ = False  # type: ignore[attr-defined]  # a builder, not a test


class Client(httpx2.AsyncClient):
    """A visitor: keeps cookies, and can send a form as its page was drawn."""

    async def submit(self, path: str, form: str = "", **fields: Any) -> httpx2.Response:
        """GET `path`, take its hidden fields (of the form whose action is `form`), POST them with `fields`."""
        return await self.post_from(await self.get(path), form or path, **fields)

    async def post_from(self, page: httpx2.Response, path: str, **fields: Any) -> httpx2.Response:
        """POST the hidden fields of a page that was opened before, with `fields`."""
        hidden = dict(
            re.findall(
                r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page.text
            )
        )
        return await self.post(path, data={**hidden, **fields})


@pytest.fixture
async def new_client(database: str, tmp_path: Path) -> AsyncIterator[Callable[[], Client]]:
    """Makes visitors of one application; each has cookies of its own."""
    app = create_app(test_settings(tmp_path), database_is_open=True)
    made: list[Client] = []

    def client() -> Client:
        transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
        made.append(Client(transport=transport, base_url=ORIGIN, follow_redirects=False))
        return made[-1]

    yield client
    for one in made:
        await one.aclose()


@pytest.fixture
def client(new_client: Callable[[], Client]) -> Client:
    return new_client()
