"""Small answers without a page of their own: size of the letters, the icon."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sites.foundation.language import is_english
from sites.foundation.pages import PUBLIC, own_path, route
from sites.foundation.rendering import asset

SIZES = ("standard", "large")
A_YEAR = 365 * 24 * 3600


async def choose_size(request: Request) -> Response:
    """Keep the size of the letters in a cookie and go back to the page that was open."""
    wanted = request.query_params.get("to")
    back = own_path(request.query_params.get("back", ""), request)
    # The page names itself without its language; the address of this very request brings it back.
    is_bare = is_english() and not f"{back}/".startswith("/en/")
    response = RedirectResponse(f"/en{back}" if is_bare else back, 303)
    response.set_cookie(
        "size",
        wanted if wanted in SIZES else SIZES[0],
        max_age=A_YEAR,
        path="/",
        secure=request.app.state.settings.is_https,
        httponly=True,
        samesite="lax",
    )
    return response


async def favicon(request: Request) -> Response:  # noqa: ARG001
    return Response(
        asset("favicon.svg"),
        media_type="image/svg+xml",
        headers={"Cache-Control": "public, max-age=86400"},
    )


ROUTES = [
    route("/size", needs=PUBLIC, get=choose_size),
    route("/favicon.ico", needs=PUBLIC, get=favicon),
]
