"""What stands before every page: hosts, headers, tokens of forms, limits, the language of the address.

Plain ASGI, because Starlette's BaseHTTPMiddleware cancels the inner task when a client leaves.
"""

import hashlib
import hmac
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from math import ceil
from typing import Any
from urllib.parse import urlsplit

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import FixedWindowRateLimiter
from limits.errors import StorageError
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import CHINESE, ENGLISH, N_, _, speaking
from sites.foundation.settings import LOOPBACK

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=()",
}
SAFE = {"GET", "HEAD", "OPTIONS"}
WATCHED = {"/healthz", "/readyz", "/metrics"}
LONGEST_ADDRESS = 8192


class Language:
    """`/en/...` is English, everything else Chinese; what is behind it never sees the prefix."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        english = path == "/en" or path.startswith("/en/")
        if english:
            scope = {**scope, "path": path[3:] or "/"}
            scope["raw_path"] = scope["path"].encode()
        with speaking(ENGLISH if english else CHINESE):
            await self.app(scope, receive, send)


class Headers:
    """The same protective headers on every answer, errors included."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self.app = app
        self.fixed = {
            **HEADERS,
            **(
                {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
                if https
                else {}
            ),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.fixed.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


class Gate:
    """Refuses foreign hosts, overlong addresses and requests that another site's page sent.

    `malformed` draws the answer to an overlong address from its path and the words: programs read problems.
    """

    def __init__(
        self, app: ASGIApp, *, hosts: frozenset[str], origin: str, malformed: Callable[[str, str], Response]
    ) -> None:  # fmt: skip
        self.app = app
        self.hosts = hosts
        self.origin = origin
        self.malformed = malformed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = self._refusal(scope) if scope["type"] == "http" else None
        await (refusal or self.app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        if not self._is_served(_host(headers), scope["path"]):
            return PlainTextResponse(
                _(N_("This address is not served here. Check ALLOWED_HOSTS.")), 400
            )
        length = len(scope.get("raw_path") or b"") + len(scope["query_string"])
        if not scope["path"].startswith("/") or length > LONGEST_ADDRESS:
            return self.malformed(scope["path"], _(N_("This address is too long or malformed.")))
        return self._foreign(scope, headers)

    def _is_served(self, host: str | None, path: str) -> bool:
        # Whoever watches the program asks from beside it, under no name; these answers name no address.
        return host in self.hosts or (path in WATCHED and host in LOOPBACK)

    def _foreign(self, scope: Scope, headers: MutableMapping[bytes, str]) -> Response | None:
        """Unsafe methods come from our own pages, or from programs that carry a token and no cookie."""
        if scope["method"] in SAFE or b"cookie" not in headers:
            return None
        site, origin = headers.get(b"sec-fetch-site"), headers.get(b"origin")
        own = (
            site in {"same-origin", "none"}
            if site
            else origin in {None, self.origin, _own(headers)}
        )
        if own:
            return None
        words = _(
            N_(
                "Address mismatch: the request came from %(got)s, this site is %(wanted)s. Check BASE_URL."
            ),
            got=origin or site or "?",
            wanted=self.origin,
        )
        return PlainTextResponse(words, 403)


def _host(headers: MutableMapping[bytes, str]) -> str | None:
    try:
        asked = urlsplit("//" + headers.get(b"host", "")).hostname
    except ValueError:  # brackets that do not pair
        return None
    return asked if _host_is_plain(headers) else None


def _host_is_plain(headers: MutableMapping[bytes, str]) -> bool:
    host = headers.get(b"host", "")
    name, _colon, port = (
        host.rpartition(":") if ":" in host and not host.endswith("]") else (host, "", "")
    )
    return bool(name) and "@" not in host and (not port or (port.isdigit() and int(port) < 65536))


def _own(headers: MutableMapping[bytes, str]) -> str:
    return f"http://{headers.get(b'host', '')}"


class TooManyFromAddress(Refusal):
    code = "too_many_from_address"
    kind = Kind.TOO_MANY
    words = N_("Too many requests from this address. Try again in %(seconds)s seconds.")

    def __init__(self, *, seconds: int) -> None:
        super().__init__(seconds=seconds)
        self.headers = {"Retry-After": str(seconds)}


class Limits:
    """So many requests a minute from one address; more are told when to come again."""

    def __init__(
        self, app: ASGIApp, *, per_minute: int, redis_url: str = "",
        refusing: Callable[[str, TooManyFromAddress], Response],
    ) -> None:  # fmt: skip
        """`refusing` makes the answer to a path, of the refusal."""
        self.app = app
        self.refusing = refusing
        self.item = RateLimitItemPerMinute(per_minute)
        self.limiter = FixedWindowRateLimiter(counted_in(redis_url))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not scope["path"].startswith("/static/"):
            client = (scope.get("client") or ("unknown",))[0]
            try:
                await self._count(client)
            except TooManyFromAddress as refusal:
                await self.refusing(scope["path"], refusal)(scope, receive, send)
                return
        await self.app(scope, receive, send)

    async def _count(self, client: str) -> None:
        """Refused: TooManyFromAddress."""
        with suppress(StorageError):  # Redis away: serving people goes before counting them
            if not await self.limiter.hit(self.item, client):
                window = await self.limiter.get_window_stats(self.item, client)
                raise TooManyFromAddress(seconds=seconds_until(window.reset_time))


def seconds_until(anew: float) -> int:
    """Until counting begins anew, 1 to 60. Limiters count by the machine's own clock, whatever clock the house shows."""
    return min(max(1, ceil(anew - time.time())), 60)  # noqa: TID251


def counted_in(redis_url: str) -> Any:
    """Where limits are counted: in Redis for all processes, else in this one alone."""
    if not redis_url:
        return MemoryStorage()
    scheme = "async+redis+" if redis_url.startswith("unix") else "async+"
    return RedisStorage(
        scheme + redis_url, wrap_exceptions=True, implementation="redispy",
        socket_connect_timeout=0.5, socket_timeout=0.5,
    )  # fmt: skip


# Tokens of forms: bound to the session (or the visitor's cookie), different in every page, so that
# compression reveals nothing about them.


def token_for(basis: str, *, secret: str) -> str:
    nonce = secrets.token_hex(8)
    return f"{nonce}.{_mac(f'csrf|{basis}|{nonce}', secret)}"


def token_fits(token: str, *, basis: str, secret: str) -> bool:
    nonce, dot, mac = token.partition(".")
    wanted = _mac(f"csrf|{basis}|{nonce}", secret)
    return bool(basis and dot and token.isascii()) and hmac.compare_digest(mac, wanted)


def sign(text: str, *, secret: str) -> str:
    body = urlsafe_b64encode(text.encode()).decode().rstrip("=")
    return f"{body}.{_mac(f'sign|{body}', secret)}"


def unsign(signed: str, *, secret: str) -> str | None:
    body, _dot, mac = signed.partition(".")
    if not signed.isascii() or not hmac.compare_digest(mac, _mac(f"sign|{body}", secret)):
        return None
    return urlsafe_b64decode(body + "=" * (-len(body) % 4)).decode()


def _mac(text: str, secret: str) -> str:
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()[:40]


def cookie_name(name: str, *, https: bool) -> str:
    return f"__Host-{name}" if https else name


def set_cookie(
    response: Response, name: str, value: str, *, https: bool, max_age: int | None = None
) -> None:
    response.set_cookie(
        cookie_name(name, https=https),
        value,
        max_age=max_age,
        path="/",
        secure=https,
        httponly=True,
        samesite="lax",
    )
