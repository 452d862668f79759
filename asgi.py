"""Composition of the web process: settings, database, middleware, routes. Imported by nothing."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Lifespan

import booking.api
import booking.web
import sites.api
import sites.web
from booking import TABLES
from booking.money.gateway import gateway_of
from booking.web import faults
from booking.web.identity import Identity
from sites.foundation import database, observe, openapi, pages, problems, sealing, shield
from sites.foundation.settings import Settings, load
from sites.foundation.words import say

MAX_BODY = 1024 * 1024


def create_app(settings: Settings, *, database_is_open: bool = False) -> Starlette:
    """The web application. `database_is_open` is for tests that brought their own connection."""
    sealing.configure(sealing.Keys(settings.sealing_keys, settings.index_key.encode()))
    observe.configure(level=settings.log_level, form=settings.log_format)
    app = Starlette(
        routes=[
            *sites.api.ROUTES,
            *booking.api.ROUTES,
            *openapi.document_routes(booking.api.together(sites.api.OPERATIONS)),
            *sites.web.ROUTES,
            *booking.web.ROUTES,
        ],
        middleware=_middleware(settings),
        exception_handlers={HTTPException: _no_such_thing, Exception: faults.broken},
        lifespan=None if database_is_open else _with_database(settings),
        max_body_size=MAX_BODY,
    )
    app.state.settings = settings
    app.state.asker_of = booking.api.asker_of
    app.state.gateway = gateway_of(settings)
    app.state.allowance = booking.api.Allowance(
        per_minute=settings.requests_per_minute // 2, redis_url=settings.redis_url
    )
    return app


def _middleware(settings: Settings) -> list[Middleware]:
    return [
        Middleware(shield.Headers, https=settings.is_https),
        Middleware(observe.Journal),
        Middleware(shield.Gate, hosts=settings.hosts, origin=settings.origin, malformed=_malformed),
        Middleware(
            shield.Limits,
            per_minute=settings.requests_per_minute,
            redis_url=settings.redis_url,
            refusing=_too_many,
        ),
        Middleware(GZipMiddleware, minimum_size=800, compresslevel=5),
        Middleware(shield.Language),
        Middleware(faults.Faults),
        Middleware(Identity, https=settings.is_https),
    ]


def _malformed(path: str, words: str) -> Response:
    if path.removeprefix("/en").startswith("/api/"):
        return problems.problem(400, code="http_400", detail=words)
    return PlainTextResponse(words, 400)


def _with_database(settings: Settings) -> Lifespan[Starlette]:
    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await database.connect(settings.database, TABLES)
        try:
            yield
        finally:
            await database.disconnect()

    return lifespan


def _too_many(path: str, refusal: shield.TooManyFromAddress) -> Response:
    """Programs and people are told alike; which language was asked for nobody has looked at yet."""
    if path.removeprefix("/en").startswith("/api/"):
        return problems.of_refusal(refusal)
    return PlainTextResponse(say(refusal), refusal.status, refusal.headers)


async def _no_such_thing(request: Request, failure: Exception) -> Response:
    """404, 405 and the like, from the router itself."""
    status = failure.status_code if isinstance(failure, HTTPException) else 500
    if request.scope["path"].startswith("/api/"):
        answer = problems.of_status(status)
    else:
        answer = pages.refused(request, pages.PageUnknown())
        answer.status_code = status
    answer.headers.update(getattr(failure, "headers", None) or {})
    return answer


_made: list[Callable[..., Any]] = []


async def app(scope: Any, receive: Any, send: Any) -> None:
    """The ASGI entry for servers (`asgi:app`): made from the environment at the first call."""
    if not _made:
        from datetime import timedelta

        from sites.foundation import clock

        settings = load()
        clock.shift_process(timedelta(hours=settings.demo_clock_hours))
        _made.append(create_app(settings))
    await _made[0](scope, receive, send)
