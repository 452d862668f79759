"""Public pages as they were drawn last, for visitors who have nothing of their own on them.

A page is kept only if it was drawn without token, key, flash or cookie, and shown again only while
the edition of everything it reads is the same, and at most until the minute is over.
"""

import gzip
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from sites.foundation import editions
from sites.foundation.language import locale
from sites.foundation.pages import Handler, size_of, viewer_of

# About 6 MB in each process when full; longer questions are drawn anew each time.
MOST, LONGEST_QUERY = 64, 300
COMPRESSION = 5


@dataclass
class Sheet:
    body: bytes
    language: str

    @cached_property
    def packed(self) -> bytes:
        return gzip.compress(self.body, COMPRESSION, mtime=0)

    @cached_property
    def tag(self) -> str:
        return f'W/"{sha256(self.body).hexdigest()[:24]}"'


def kept_page(draw: Handler, *shelves: str) -> Handler:
    """For a route: `get=kept_page(show, CATALOGUE)`. `shelves` name everything that the page reads."""

    async def show(request: Request) -> Response:
        present = await editions.present() if _is_anybody(request) else None
        if present is None:
            return await draw(request)
        shelf = editions.shelf_of(draw, most=MOST)
        key, mark = _key(request), editions.mark_of(present, shelves)
        sheet: Sheet | None = shelf.find(key, mark)
        if sheet is None:
            drawn = await draw(request)
            if not _is_for_anybody(request, drawn):
                return drawn
            sheet = shelf.put(key, mark, _sheet(drawn))
        return _answer(request, sheet)

    show.shelves = shelves  # type: ignore[attr-defined]  # read by the test of what kept pages read
    return show


def _sheet(drawn: Response) -> Sheet:
    return Sheet(bytes(drawn.body), drawn.headers["content-language"])


def _is_anybody(request: Request) -> bool:
    return (
        request.method == "GET"
        and viewer_of(request) is None
        and len(request.url.query) <= LONGEST_QUERY
        and not any(name.endswith("flash") for name in request.cookies)
    )


def _is_for_anybody(request: Request, drawn: Response) -> bool:
    is_personal = getattr(request.state, "is_personal", False) or "set-cookie" in drawn.headers
    return drawn.status_code == 200 and not is_personal


def _key(request: Request) -> Hashable:
    settings = request.app.state.settings
    return (
        request.scope["path"], request.url.query, request.headers.get("host"), locale(),
        size_of(request), settings.demo, settings.origin, editions.this_minute(),
    )  # fmt: skip


def _answer(request: Request, sheet: Sheet) -> Response:
    headers = {
        "ETag": sheet.tag,
        "Cache-Control": "private, no-cache",
        "Vary": "Cookie, Accept-Encoding",
        "Content-Language": sheet.language,
    }
    if sheet.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(sheet.body, media_type="text/html", headers=headers)
    packed = {**headers, "Content-Encoding": "gzip"}
    return Response(sheet.packed, media_type="text/html", headers=packed)
