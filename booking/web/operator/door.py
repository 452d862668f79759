"""The operator's side: every address of it opens to people of an operator alone, whatever else they are called."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sites.foundation.pages import Handler, PageUnknown, actor_of, route


def operator_route(
    path: str,
    *,
    needs: str,
    get: Handler | None = None,
    post: Handler | None = None,
    max_body: int | None = None,
) -> Route:
    """A route of this side. Unions and federations have permissions of the same name for their own sides."""
    return route(path, needs=needs, get=_inside(get), post=_inside(post), max_body=max_body)


def _inside(handler: Handler | None) -> Handler | None:
    if handler is None:
        return None

    async def inside(request: Request) -> Response:
        if actor_of(request).kind != "operator":
            raise PageUnknown
        return await handler(request)

    return inside
