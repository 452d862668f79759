"""Drawn pictures of the bases. With the mark of the present drawing in its address one is kept for good, else for a day."""

from functools import lru_cache
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from sites import listings
from sites.foundation.pages import PUBLIC, PageUnknown, route
from sites.listings.drawing import KINDS, draw, draw_hero, mark_of, palette_for

FOR_GOOD, FOR_A_DAY = "public, max-age=31536000, immutable", "public, max-age=86400"
HERO, OF_KIND = "hero", "kind-"
CARD, STAGE = (640, 360), (1240, 372)


async def show(request: Request) -> Response:
    """`?wide=1` is the broad picture of a base's own page, `?muted=1` the grey one of what does not fit."""
    code = request.path_params["code"]
    kind = await _kind(code)
    body, tag = _drawn(
        code,
        kind,
        is_wide=request.query_params.get("wide") == "1",
        is_muted=request.query_params.get("muted") == "1",
    )
    is_marked = request.query_params.get("v") == mark_of(kind)
    headers = {"Cache-Control": FOR_GOOD if is_marked else FOR_A_DAY, "ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="image/svg+xml", headers=headers)


async def _kind(code: str) -> str:
    if code == HERO:
        return HERO
    kind = code.removeprefix(OF_KIND) if code.startswith(OF_KIND) else await listings.kind_of(code)
    if kind not in KINDS:
        raise PageUnknown
    return kind


@lru_cache(maxsize=400)
def _drawn(code: str, kind: str, *, is_wide: bool, is_muted: bool) -> tuple[bytes, str]:
    if kind == HERO:
        text = draw_hero()
    else:
        width, height = STAGE if is_wide else CARD
        text = draw(kind, palette_for(code), code, width=width, height=height, grey=is_muted)
    body = text.encode()
    return body, f'"{sha256(body).hexdigest()[:20]}"'


ROUTES = [route("/art/{code}.svg", needs=PUBLIC, get=show)]
