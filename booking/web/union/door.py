"""The union's side: every address of it opens to members of a union alone, whatever else they are called."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sites.foundation.pages import Handler, PageUnknown, actor_of, route

UPLOAD = 7 * 1024 * 1024


def union_route(
    path: str,
    *,
    needs: str,
    get: Handler | None = None,
    post: Handler | None = None,
    max_body: int | None = None,
) -> Route:
    """A route of this side. Operators have permissions of the same name for their own side."""
    return route(path, needs=needs, get=_inside(get), post=_inside(post), max_body=max_body)


def _inside(handler: Handler | None) -> Handler | None:
    if handler is None:
        return None

    async def inside(request: Request) -> Response:
        if actor_of(request).kind != "union":
            raise PageUnknown
        return await handler(request)

    return inside


def stay_id(request: Request) -> str:
    return str(request.path_params["stay"])


def stay_path(request: Request, rest: str = "") -> str:
    return f"/union/stays/{stay_id(request)}{rest}"
