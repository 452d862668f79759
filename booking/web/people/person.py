"""One member, as the administrator sees them: roles, a way back in, and leaving with a successor."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import people
from booking.web.people.again import again
from booking.web.people.link_page import show_link
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, Line, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying, route, viewer_of

PAGE = "pages/people/person.html"


class RolesForm(Form):
    roles: tuple[Line, ...] = ()


class LeavingForm(Form):
    successor: Line = ""


async def show(request: Request) -> Response:
    return page(request, PAGE, form=Filled[Any](), **await _context(request))


async def change_roles(request: Request) -> Response:
    filled = await fill(request, RolesForm)
    roles = filled.value.roles if filled.value else ()
    try:
        await people.change_roles(_person(request), roles, by=actor_of(request))
    except Refusal as refusal:
        return await _again(request, filled, refusal)
    return redirect_saying(request, "/team", _("The roles are changed."))


async def remove(request: Request) -> Response:
    filled = await fill(request, LeavingForm)
    successor = filled.value.successor if filled.value else ""
    try:
        await people.remove_member(_person(request), successor, by=actor_of(request))
    except Refusal as refusal:
        return await _again(request, filled, refusal)
    words = _("The person has left; stays and tasks are handed over.")
    return redirect_saying(request, "/team", words)


async def make_reset_link(request: Request) -> Response:
    try:
        issued = await people.make_reset_link(_person(request), by=actor_of(request))
    except Refusal as refusal:
        return await _again(request, Filled[Any](), refusal)
    return show_link(request, issued, title=_("Link for a new password"), back="/team")


async def _again(request: Request, filled: Filled[Any], refusal: Refusal) -> Response:
    if refusal.kind is Kind.UNKNOWN:
        raise refusal
    return again(request, PAGE, filled, refusal, **await _context(request))


def _person(request: Request) -> str:
    return str(request.path_params["person"])


async def _context(request: Request) -> dict[str, Any]:
    actor, viewer = actor_of(request), viewer_of(request)
    member = await people.member_of(_person(request), by=actor)
    desk = viewer.kind if viewer else actor.kind
    team = await people.members(actor.organisation_id)
    return {
        "member": member,
        "roles": [(role, _(people.ROLES[role])) for role in people.roles_of(desk)],
        "approves": "approver" in member.roles
        and bool((await people.approval_of(actor.organisation_id)).steps),
        "colleagues": [(one.public_id, one.name) for one in team if one != member],
    }


ROUTES = [
    route("/team/{person}", needs="team.manage", get=show),
    route("/team/{person}/roles", needs="team.manage", get=show, post=change_roles),
    route("/team/{person}/leaving", needs="team.manage", get=show, post=remove),
    route("/team/{person}/reset-link", needs="team.manage", get=show, post=make_reset_link),
]
