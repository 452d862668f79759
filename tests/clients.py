"""The composed web application behind an in-process client, on a fresh database."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

from asgi import create_app
from booking.web.union import file_reading
from sites.foundation.settings import Settings
from tests.forms import hidden_of, posting_to

ORIGIN = "http://127.0.0.1:8000"


def test_settings(folder: Path, **changes: Any) -> Settings:
    values = {"data_dir": folder, "secret_key": "s" * 64, "field_keys": "k1:" + "MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA=",
              "index_key": "index key of the tests", "demo": True, "log_level": "ERROR", "requests_per_minute": 100000}  # fmt: skip
    return Settings.model_validate({**values, **changes})


test_settings.__test__ = False  # type: ignore[attr-defined]  # a builder, not a test


class Client(httpx2.AsyncClient):
    """A visitor: keeps cookies, and can send a form as its page was drawn."""

    async def submit(self, path: str, form: str = "", **fields: Any) -> httpx2.Response:
        """GET `path` and send its form (whose action is `form`) with `fields`; see `post_from`."""
        return await self.post_from(await self.get(path), form or path, **fields)

    async def post_from(self, page: httpx2.Response, path: str, **fields: Any) -> httpx2.Response:
        """Send the form of a page that was opened before, with `fields`.

        What the page has no form or field for is sent all the same, as a forger would; but if it is
        taken, the test fails: nobody could have done it with the page.
        """
        forms = posting_to(page.text, path, page=page.url.path)
        fitting = [form for form in forms if set(fields) <= form.names]
        hidden = fitting[0].hidden if fitting else hidden_of(page.text)
        answer = await self.post(path, data={**hidden, **fields})
        assert fitting or answer.is_error, (
            f"{page.url} ({page.status_code}) has no form for {path} with {sorted(fields)}, "
            f"but the answer to it is {answer.status_code}"
        )
        return answer

    async def forge(self, page: str, path: str, **fields: Any) -> httpx2.Response:
        """POST what `page` has no form or field for, with the hidden fields of the forms that it has; taken or not."""
        hidden = hidden_of((await self.get(page)).text)
        return await self.post(path, data={**hidden, **fields})


@pytest.fixture
async def new_client(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Callable[[], Client]]:
    """Makes visitors of one application; each has cookies of its own, and waits for files to be read, however long."""
    monkeypatch.setattr(file_reading, "PATIENCE", None)
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
