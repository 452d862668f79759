"""Logs without personal data: who (ids), what (route), how it ended. Never forms, queries or names."""

import logging
import secrets
import sys
from time import perf_counter
from typing import Any

import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def configure(*, level: str, form: str) -> None:
    as_json = form == "json" or (not form and not sys.stderr.isatty())
    renderer: Any = (
        structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    # The ORM's and the queue's debug logs carry values: they stay silent whatever the level.
    for name in ("tortoise", "aiosqlite", "asyncpg", "arq", "httpx", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)


def log() -> Any:
    return structlog.get_logger()


class Journal:
    """One line for each request: method, route, status, time, request id. No query, no address of a person."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/static/"):
            await self.app(scope, receive, send)
            return
        number, began, status = secrets.token_hex(8), perf_counter(), [500]
        scope.setdefault("state", {})

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                status[0] = message["status"]
                MutableHeaders(scope=message).setdefault("X-Request-Id", number)
            await send(message)

        with structlog.contextvars.bound_contextvars(request=number):
            try:
                await self.app(scope, receive, noting)
            finally:
                self._write(scope, status=status[0], began=began)

    def _write(self, scope: Scope, *, status: int, began: float) -> None:
        # The template of the address as its route wrote it down: addresses themselves carry ids.
        route, seconds = scope["state"].get("route", "-"), perf_counter() - began
        counted = _answered.setdefault((scope["method"], route, status), [0, 0.0])
        counted[0] += 1
        counted[1] += seconds
        log().info(
            "request",
            method=scope["method"],
            route=route,
            status=status,
            ms=round(seconds * 1000, 1),
        )


_answered: dict[tuple[str, str, int], list[float]] = {}


def answered() -> dict[tuple[str, str, int], tuple[int, float]]:
    """By method, route and status: how many requests this process answered, and their seconds together."""
    return {kind: (int(count), seconds) for kind, (count, seconds) in _answered.items()}
