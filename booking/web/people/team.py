"""The administrator's page of people, and inviting one more."""

from starlette.requests import Request
from starlette.responses import Response

from booking import people
from booking.web.people.link_page import show_link
from booking.web.people.team_page import draw_team
from sites.foundation.errors import Refusal
from sites.foundation.forms import Form, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, route


class InviteForm(Form):
    email: NeededLine
    role: NeededLine


async def show(request: Request) -> Response:
    return await draw_team(request)


async def invite(request: Request) -> Response:
    filled = await fill(request, InviteForm)
    if filled.value is None:
        return await draw_team(request, filled)
    form = filled.value
    try:
        issued = await people.invite(form.email, form.role, by=actor_of(request))
    except Refusal as refusal:
        return await draw_team(request, filled, refusal)
    title = _("Invitation for %(email)s", email=form.email)
    return show_link(request, issued, title=title, back="/team")


ROUTES = [
    route("/team", needs="team.manage", get=show),
    route("/team/invitations", needs="team.manage", get=show, post=invite),
]
