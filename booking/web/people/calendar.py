"""The secret address of one's own calendar: made and shown once, revoked at any moment."""

from starlette.requests import Request
from starlette.responses import Response

from booking import people
from sites.foundation.language import _
from sites.foundation.pages import NotAllowed, actor_of, page, redirect_saying, route
from sites.foundation.rendering import href

PAGE = "pages/people/calendar_made.html"


async def make(request: Request) -> Response:
    """A second one ends the first. For members of unions who see its groups."""
    by = actor_of(request)
    if by.kind != "union" or not by.may("stays.see"):
        raise NotAllowed
    token = await people.make_feed("groups", is_personal=True, by=by)
    origin = request.app.state.settings.origin
    return page(request, PAGE, address=f"{origin}{href(f'/calendars/{token}.ics')}")


async def revoke(request: Request) -> Response:
    await people.revoke_feed("groups", is_personal=True, by=actor_of(request))
    return redirect_saying(request, "/account", _("The calendar's address is revoked."))


ROUTES = [
    route("/account/calendar", needs="account.own", post=make),
    route("/account/calendar/revocation", needs="account.own", post=revoke),
]
