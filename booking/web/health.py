"""For whoever watches the program: is it alive, is it ready, what does it count."""

import asyncio
import hmac
from collections.abc import Awaitable, Callable
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from booking import TABLES
from booking.web import metrics
from sites.foundation import clock, database, health, sealing
from sites.foundation.pages import PUBLIC, PageUnknown, route

PATIENCE_SECONDS = 3
# Three heartbeats and some: a worker that is busy is not a worker that is gone.
SILENT_AFTER = timedelta(seconds=45)
NEEDED = ("database", "schema", "keys")


async def alive(_request: Request) -> Response:
    """The process answers. Nothing else is asked: a restart would not bring the database back."""
    return JSONResponse({"status": "alive"})


async def ready(request: Request) -> Response:
    """503 when database, schema or keys fail; a missing queue or worker only degrades."""
    checks = {name: await _asked(check, request) for name, check in CHECKS.items()}
    failing = {name for name, found in checks.items() if found not in {"ok", "embedded"}}
    status = "not_ready" if failing & set(NEEDED) else "degraded" if failing else "ready"
    return JSONResponse({"status": status, "checks": checks}, 503 if status == "not_ready" else 200)


async def measured(request: Request) -> Response:
    """Numbers for Prometheus, for those who carry METRICS_TOKEN; without one there is no such page."""
    token: str = request.app.state.settings.metrics_token
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(given.encode(), token.encode()):
        raise PageUnknown
    return PlainTextResponse(await metrics.text(), media_type=metrics.MEDIA_TYPE)


async def _asked(check: Callable[[Request], Awaitable[str]], request: Request) -> str:
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await check(request)
    except Exception:  # noqa: BLE001 - whatever the reason, the answer is that it does not work
        return "failing"


async def _database(_request: Request) -> str:
    await database.fetch("SELECT 1 AS one")
    return "ok"


async def _schema(_request: Request) -> str:
    return "behind" if await health.unapplied(TABLES) else "ok"


async def _keys(_request: Request) -> str:
    sealed = sealing.seal("ready", place="readyz")
    return "ok" if sealing.unseal(sealed, place="readyz") == "ready" else "failing"


async def _queue(request: Request) -> str:
    url: str = request.app.state.settings.redis_url
    if not url:
        return "embedded"
    from redis.asyncio import Redis

    async with Redis.from_url(url, socket_connect_timeout=1, socket_timeout=1) as redis:
        return "ok" if await redis.ping() else "failing"


async def _worker(_request: Request) -> str:
    beats = [sign.at for sign in await health.heartbeats()]
    return "ok" if beats and max(beats) > clock.now() - SILENT_AFTER else "silent"


CHECKS: dict[str, Callable[[Request], Awaitable[str]]] = {
    "database": _database,
    "schema": _schema,
    "keys": _keys,
    "queue": _queue,
    "worker": _worker,
}

ROUTES = [
    route("/healthz", needs=PUBLIC, get=alive),
    route("/readyz", needs=PUBLIC, get=ready),
    route("/metrics", needs=PUBLIC, get=measured),
]
