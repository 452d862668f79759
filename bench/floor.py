"""The floor: plain Starlette that does the same reads and writes in sqlite3 or asyncpg and renders the same bytes.

Served as `bench.floor:app`, with BENCH_RECORDING and DATABASE_URL in the environment. It draws the
program's own templates with the rows of the recording: no accounts, no parsing, no judging, no
limits, no log, no headers, nothing in memory but what a page is drawn with.
"""

import json
import os
import pickle
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bench.floor_database import Database, opened
from bench.floor_hold import Holding, prepared
from bench.questions import HOLD, PAGES
from bench.recording import Recorded
from sites.foundation.rendering import environment

_numbers = count(1)


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    recorded = _recorded(Path(os.environ["BENCH_RECORDING"]))
    async with opened(os.environ["DATABASE_URL"]) as database:
        app.state.database, app.state.recorded = database, recorded
        app.state.holding = await prepared(database, json.loads(recorded["api_hold"].body)["id"])
        yield


def _recorded(path: Path) -> dict[str, Recorded]:
    return dict(pickle.loads(path.read_bytes()))  # noqa: S301 - our own file


def _page(name: str) -> Callable[[Request], Awaitable[Response]]:
    async def show(request: Request) -> Response:
        page: Recorded = request.app.state.recorded[name]
        database: Database = request.app.state.database
        if "kept" in request.query_params:  # what is left when the bytes are there already
            await database.fetch("SELECT id FROM sites WHERE id = $1", [1])
            return HTMLResponse(page.body)
        for statement, values in page.reads:
            await database.fetch(statement, values)
        return HTMLResponse(environment().get_template(page.template).render(**page.context))

    return show


async def _hold(request: Request) -> Response:
    database: Database = request.app.state.database
    holding: Holding = request.app.state.holding
    json.loads(await request.body())
    async with database.transaction() as transaction:
        for statement, values in request.app.state.recorded["api_hold"].reads:
            await transaction.fetch(statement, values)
        await holding.write(transaction, next(_numbers))
    return JSONResponse(json.loads(request.app.state.recorded["api_hold"].body), 201)


async def _alive(_request: Request) -> Response:
    return PlainTextResponse("ok")


app = Starlette(
    routes=[
        *(Route(path.partition("?")[0], _page(name)) for name, path in PAGES.items()),
        Route(HOLD, _hold, methods=["POST"]),
        Route("/healthz", _alive),
    ],
    lifespan=_lifespan,
)
