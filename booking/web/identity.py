"""The session cookie becomes the request's viewer. Plain ASGI; every page behind it may read `state.viewer`."""

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from booking import people
from sites.foundation.shield import cookie_name


class Identity:
    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self.app = app
        self.cookie = cookie_name("session", https=https)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not scope["path"].startswith("/static/"):
            token = HTTPConnection(scope).cookies.get(self.cookie, "")
            viewer = await people.recall(token) if token else None
            scope.setdefault("state", {})["viewer"] = viewer
        await self.app(scope, receive, send)
