"""Pages of words alone: the guide, the accessibility statement, what happens to personal data."""

from starlette.requests import Request
from starlette.responses import Response

from sites.foundation.pages import PUBLIC, Handler, page, route


def _words(name: str) -> Handler:
    async def show(request: Request) -> Response:
        return page(request, f"pages/public/{name}.html")

    return show


ROUTES = [
    route(f"/{name}", needs=PUBLIC, get=_words(name))
    for name in ("guide", "accessibility", "privacy")
]
