"""A working side: each of its addresses opens to people of one kind of organisation alone, whatever else they are called."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sites.foundation.pages import Handler, PageUnknown, actor_of, route


@dataclass(frozen=True)
class Side:
    """Makes routes of the side of `kind`. Other sides have permissions of the same name for themselves."""

    kind: str

    def __call__(
        self,
        path: str,
        *,
        needs: str,
        get: Handler | None = None,
        post: Handler | None = None,
        max_body: int | None = None,
    ) -> Route:
        inside = self._inside
        return route(path, needs=needs, get=inside(get), post=inside(post), max_body=max_body)

    def _inside(self, handler: Handler | None) -> Handler | None:
        if handler is None:
            return None

        async def inside(request: Request) -> Response:
            if actor_of(request).kind != self.kind:
                raise PageUnknown
            return await handler(request)

        return inside
