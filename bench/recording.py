"""What an answer takes: its SQL statements with their values, its template with what is drawn, its bytes.

python -m bench.recording TO          of the pages and of one hold, on the database of the environment
"""

import asyncio
import copyreg
import json
import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tortoise.backends.asyncpg.client import AsyncpgDBClient
from tortoise.backends.sqlite.client import SqliteClient

from asgi import create_app
from bench.floor_search import reads_of_results
from bench.questions import HOLD, PAGES, hold_asked
from booking import TABLES
from sites.foundation import database, pages
from sites.foundation.settings import Settings, load

HEARD = ("execute_query", "execute_query_dict")
# What the program asks to know whether it may answer from memory is no part of a plain program.
OWN = "FROM changes"


@dataclass
class Recorded:
    """One answer: reads in their order, how many writes stood among them, template and context of a page."""

    reads: list[tuple[str, list[Any]]] = field(default_factory=list)
    writes: int = 0
    template: str = ""
    context: dict[str, Any] = field(default_factory=dict)
    body: str = ""


async def record(settings: Settings, program: dict[str, Any]) -> dict[str, Recorded]:
    """Ask each page once and hold once, in process, with nothing in memory yet."""
    await database.connect(settings.database, TABLES)
    try:
        app = create_app(settings, database_is_open=True)
        found = {}
        for name, path in PAGES.items():
            with _listening() as heard:
                heard.body = await _answer(app, "GET", path)
            if name == "page_results":
                heard.reads = reads_of_results(heard.context)
            found[name] = heard
        with _listening() as heard:
            heard.body = await _answer(app, "POST", HOLD, *hold_asked(program, 0))
        return {**found, "api_hold": heard}
    finally:
        await database.disconnect()


@contextmanager
def _listening() -> Iterator[Recorded]:
    heard = Recorded()
    kept = [(c, n, getattr(c, n)) for c in (SqliteClient, AsyncpgDBClient) for n in HEARD]
    render = pages.render

    def hearing(ask: Any) -> Any:
        async def execute(self: Any, query: str, values: list[Any] | None = None) -> Any:
            if query.lstrip().startswith("SELECT") and OWN not in query:
                heard.reads.append((query, list(values or [])))
            return await ask(self, query, values)

        return execute

    def drawing(template: str, **context: Any) -> str:
        heard.template = template
        heard.context = {**context, "csrf": "x" * 57, "fresh_key": "y" * 32}
        return render(template, **context)

    for client, name, ask in kept:
        setattr(client, name, hearing(ask))
    pages.render = drawing
    try:
        yield heard
    finally:
        pages.render = render
        for client, name, ask in kept:
            setattr(client, name, ask)


async def _answer(
    app: Any, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
) -> str:
    sent: list[Any] = []
    plain, _, query = path.partition("?")
    given = {"host": "127.0.0.1:8000", "content-length": str(len(body)), **(headers or {})}
    scope = {
        "type": "http", "method": method, "path": plain, "raw_path": plain.encode(),
        "query_string": query.encode(), "headers": [(n.lower().encode(), v.encode()) for n, v in given.items()],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8000), "scheme": "http",
        "http_version": "1.1", "root_path": "", "state": {},
    }  # fmt: skip

    async def receive() -> Any:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    answer = b"".join(message.get("body", b"") for message in sent[1:]).decode()
    assert sent[0]["status"] in {200, 201}, (path, sent[0]["status"], answer[:500])
    return answer


def read_only(values: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(values)


def main(to: Path) -> None:
    copyreg.pickle(MappingProxyType, lambda proxy: (read_only, (dict(proxy),)))  # type: ignore[type-var]
    settings = load()
    program = json.loads((settings.data_dir / "program.json").read_text())
    to.write_bytes(pickle.dumps(asyncio.run(record(settings, program))))


if __name__ == "__main__":
    # By its own name, so that what is pickled here can be read elsewhere.
    from bench.recording import main as under_its_name

    under_its_name(Path(sys.argv[1]))
