"""The session cookie becomes the request's viewer. Plain ASGI; every page behind it may read `state.viewer`."""

from dataclasses import replace

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from booking import notices, people
from sites.foundation.actor import Viewer
from sites.foundation.shield import cookie_name


class Identity:
    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self.app = app
        self.cookie = cookie_name("session", https=https)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not scope["path"].startswith("/static/"):
            token = HTTPConnection(scope).cookies.get(self.cookie, "")
            scope.setdefault("state", {})["viewer"] = await _viewer(token) if token else None
        await self.app(scope, receive, send)


async def _viewer(token: str) -> Viewer | None:
    viewer = await people.recall(token)
    return viewer and replace(viewer, unread=await notices.unread(viewer.actor))
