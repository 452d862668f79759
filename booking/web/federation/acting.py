"""Acting for a consenting organisation (代办): chosen here, ended from the line that every page then shows."""

from starlette.requests import Request
from starlette.responses import Response

from booking import people
from booking.web.federation.door import federation_route
from booking.web.people.account_page import present_viewer
from sites.foundation.forms import Form, Line, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect, redirect_saying, route

ADDRESS = "/federation/acting"


class ChoiceForm(Form):
    organisation: Line = ""


async def show(request: Request) -> Response:
    found = await people.principals(by=actor_of(request))
    groups = [
        (_(people.DESKS[kind]), [one for one in found if one.kind == kind])
        for kind in people.CLERICAL
    ]
    return page(request, "pages/federation/acting.html", groups=groups)


async def begin(request: Request) -> Response:
    """The next page is the principal's own first one."""
    chosen = (await fill(request, ChoiceForm)).sound.organisation
    viewer = present_viewer(request)
    await people.begin_acting(chosen, viewer=viewer)
    kinds = {one.public_id: one.kind for one in await people.principals(by=viewer.actor)}
    return redirect(f"/{kinds[chosen]}")


async def end(request: Request) -> Response:
    """From whatever page; whoever acts for nobody lands there too."""
    await people.end_acting(viewer=present_viewer(request))
    return redirect_saying(request, ADDRESS, _("You work for your own federation again."))


ROUTES = [
    federation_route(ADDRESS, needs="acting.use", get=show, post=begin),
    route("/acting/end", needs="acting.use", post=end),
]
