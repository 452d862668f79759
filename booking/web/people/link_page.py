"""The page on which a one-time link stands: once, and nowhere else."""

from starlette.requests import Request
from starlette.responses import Response

from booking.people import Issued
from sites.foundation.pages import page


def show_link(request: Request, issued: Issued, *, title: str, back: str) -> Response:
    return page(
        request,
        "pages/people/link_made.html",
        title=title,
        address=request.app.state.settings.origin + issued.path,
        expires_at=issued.expires_at,
        back=back,
    )
