"""Static files under the address that carries their hash: cached for good, and nothing else is served."""

from functools import cache
from mimetypes import guess_type

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from sites.foundation.pages import PUBLIC, route
from sites.foundation.rendering import STATIC, STYLES, asset, static

FOR_GOOD = "public, max-age=31536000, immutable"


async def show(request: Request) -> Response:
    path = request.path_params["path"]
    if path not in _known() or static(path) != request.scope["path"]:
        raise HTTPException(404)
    kind = guess_type(path)[0] or "application/octet-stream"
    return Response(asset(path), media_type=kind, headers={"Cache-Control": FOR_GOOD})


@cache
def _known() -> frozenset[str]:
    files = (file for file in STATIC.rglob("*") if file.is_file())
    return frozenset({*STYLES, *(file.relative_to(STATIC).as_posix() for file in files)})


ROUTES = [route("/static/{digest}/{path:path}", needs=PUBLIC, get=show)]
