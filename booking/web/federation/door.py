"""The host federation's side: every address of it opens to its people alone, whatever else they are called."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sites.foundation.pages import Handler, PageUnknown, route, viewer_of


def federation_route(
    path: str, *, needs: str, get: Handler | None = None, post: Handler | None = None
) -> Route:
    """A route of this side. Unions and operators have permissions of the same name for their own sides."""
    return route(path, needs=needs, get=_inside(get), post=_inside(post))


def _inside(handler: Handler | None) -> Handler | None:
    if handler is None:
        return None

    async def inside(request: Request) -> Response:
        viewer = viewer_of(request)
        if viewer is None or viewer.kind != "federation":
            raise PageUnknown
        return await handler(request)

    return inside
