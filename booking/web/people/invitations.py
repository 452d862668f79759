"""A federation or the platform brings in base operators and federations, each by its first administrator."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import people
from booking.web.people.again import again
from booking.web.people.link_page import show_link
from sites import listings
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled, Form, Line, NeededLine, fill
from sites.foundation.language import N_, _, locale
from sites.foundation.pages import NotAllowed, actor_of, page, route, viewer_of
from sites.regions.gazetteer import districts, regions

PAGE = "pages/people/organisation_invitation.html"
ADDRESS = "/federation/invitations"
GUESTS = {
    "operator": N_("Base operator"),
    "partner": N_("Federation of a partner city"),
    "district": N_("District federation under yours"),
    "agency": N_("Travel agency that unions may give a mandate"),
    "host": N_("Federation of the bases"),
}


class GuestForm(Form):
    kind: NeededLine
    name: NeededLine
    name_en: Line = ""
    area_code: Line = ""
    email: NeededLine
    credit_code: Line = ""
    bases: tuple[Line, ...] = ()


async def show(request: Request) -> Response:
    asked = request.query_params.getlist("base")
    return page(request, PAGE, form=Filled[Any](lists={"bases": asked}), **await _choices(request))


async def invite(request: Request) -> Response:
    filled = await fill(request, GuestForm)
    if filled.value is None:
        return again(request, PAGE, filled, **await _choices(request))
    try:
        issued = await people.invite_organisation(
            people.Guest(**filled.value.model_dump()), by=actor_of(request)
        )
    except Refusal as refusal:
        return again(request, PAGE, filled, refusal, **await _choices(request))
    title = _("Invitation for %(email)s", email=filled.value.email)
    return show_link(request, issued, title=title, back=ADDRESS)


async def _choices(request: Request) -> dict[str, Any]:
    viewer = viewer_of(request)
    if viewer is None:
        raise NotAllowed
    areas = [
        (_("Districts of Huangshan"), [(one.code, one.name_in(locale())) for one in districts()]),
        (_("Cities"), [(one.code, one.name_in(locale())) for one in regions()]),
    ]
    guests = people.kinds_of_guests(viewer.kind)
    names = {one.code: one.name_in(locale()) for one in districts()}
    free = [
        (post.code, f"{post.name} · {names.get(post.district_code, '')}")
        for post in (await listings.posts() if viewer.actor.may("sites.assign") else ())
        if post.operator_id is None
    ]
    return {"guests": [(key, _(GUESTS[key])) for key in guests], "areas": areas, "bases": free}


ROUTES = [route(ADDRESS, needs="organisations.invite", get=show, post=invite)]
