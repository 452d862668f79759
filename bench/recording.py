"""What a page reads and answers: its SQL statements with their values, and its bytes, for the floor to repeat."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from starlette.types import Message, Scope
from tortoise.backends.sqlite.client import SqliteClient

from asgi import create_app
from booking import TABLES
from sites.foundation import database
from sites.foundation.settings import Settings


async def record(settings: Settings, paths: dict[str, str]) -> dict[str, Any]:
    """Ask each page once, in process, on the database of `settings`: path, statements and body by name."""
    await database.connect(settings.database, TABLES)
    try:
        app = create_app(settings, database_is_open=True)
        found = {}
        for name, path in paths.items():
            await _answer(app, path)
            with _listening() as statements:
                body = await _answer(app, path)
            found[name] = {"path": path, "statements": list(statements), "body": body}
        return found
    finally:
        await database.disconnect()


@contextmanager
def _listening() -> Iterator[list[tuple[str, list[Any]]]]:
    """Every statement that goes through Tortoise's SQLite client while the block runs."""
    heard: list[tuple[str, list[Any]]] = []
    kept = {name: getattr(SqliteClient, name) for name in ("execute_query", "execute_query_dict")}

    def hearing(name: str) -> Any:
        async def execute(self: Any, query: str, values: list[Any] | None = None) -> Any:
            heard.append((query, list(values or [])))
            return await kept[name](self, query, values)

        return execute

    for name in kept:
        setattr(SqliteClient, name, hearing(name))
    try:
        yield heard
    finally:
        for name, original in kept.items():
            setattr(SqliteClient, name, original)


async def _answer(app: Any, path: str) -> str:
    sent: list[Message] = []
    plain, _, query = path.partition("?")
    scope: Scope = {
        "type": "http", "method": "GET", "path": plain, "raw_path": plain.encode(),
        "query_string": query.encode(), "headers": [(b"host", b"127.0.0.1:8000")],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8000), "scheme": "http",
        "http_version": "1.1", "root_path": "", "state": {},
    }  # fmt: skip

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    assert sent[0]["status"] == 200, (path, sent[0]["status"])
    return b"".join(message.get("body", b"") for message in sent[1:]).decode()
