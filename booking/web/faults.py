"""A fault of ours becomes an answer with a reference; the log has the place of the fault, never its values."""

import traceback
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sites.foundation import observe, pages, problems
from sites.foundation.identifiers import reference


class Faults:
    """Stands inside language and headers, so that a broken page has both; Starlette's own handler has neither."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, noting)
        except Exception as failure:
            if scope["type"] != "http" or begun:
                raise
            answer = await broken(Request(scope, receive), failure)
            await answer(scope, receive, send)


async def broken(request: Request, failure: Exception) -> Response:
    number = reference()
    frames = traceback.extract_tb(failure.__traceback__)[-4:]
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
    observe.log().error("broken", reference=number, fault=type(failure).__name__, at=places)
    if request.scope["path"].startswith("/api/"):
        return problems.problem(500, code="broken", reference=number)
    return pages.page(request, "pages/broken.html", status=500, reference=number)
