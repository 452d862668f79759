"""One page of a payee, under the side of each kind of organisation that receives money."""

from starlette.requests import Request
from starlette.routing import Route

from booking.web.centre.door import centre_route
from booking.web.operator.door import operator_route
from sites.foundation.pages import Handler, actor_of

__all__ = ["centre_route", "desk_of", "payee_routes"]


def payee_routes(
    path: str,
    *,
    needs: str,
    get: Handler | None = None,
    post: Handler | None = None,
    max_body: int | None = None,
) -> list[Route]:
    return [
        operator_route(f"/operator{path}", needs=needs, get=get, post=post, max_body=max_body),
        centre_route(f"/centre{path}", needs=needs, get=get, post=post, max_body=max_body),
    ]


def desk_of(request: Request) -> str:
    """The root of this person's side."""
    return "/centre" if actor_of(request).kind == "service_centre" else "/operator"
