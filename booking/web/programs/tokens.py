"""Tokens of the organisation: listed, made, shown once, revoked."""

from typing import Annotated, Literal

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import people
from booking.web.programs.hub import draw_hub, show_secret
from sites.foundation.errors import Refusal
from sites.foundation.forms import Form, Line, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, redirect_saying, route

USE = "Authorization: Bearer "


class TokenForm(Form):
    label: Annotated[NeededLine, Field(max_length=60)]
    scopes: tuple[Line, ...] = ()
    days: Literal["90", "365", "0"] = "365"


async def show(request: Request) -> Response:
    return await draw_hub(request)


async def make(request: Request) -> Response:
    filled = await fill(request, TokenForm)
    if filled.value is None:
        return await draw_hub(request, filled)
    form = filled.value
    try:
        token = await people.make_token(
            form.label, [*form.scopes], days=int(form.days) or None, by=actor_of(request)
        )
    except Refusal as refusal:
        return await draw_hub(request, filled, refusal)
    title = _("Token for %(label)s", label=form.label)
    return show_secret(request, token, title=title, use=USE + token, back="/programs")


async def revoke(request: Request) -> Response:
    await people.revoke_token(request.path_params["program"], by=actor_of(request))
    return redirect_saying(request, "/programs", _("The token is revoked and opens nothing more."))


ROUTES = [
    route("/programs", needs="team.manage", get=show),
    route("/programs/tokens", needs="team.manage", get=show, post=make),
    route("/programs/tokens/{program}/revocation", needs="team.manage", post=revoke),
]
