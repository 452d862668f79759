"""The group has left: a person's word, before the evening's job would say it."""

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.web.operator.door import operator_route
from booking.web.operator.stay_page import draw_refused, draw_stay
from sites.foundation.errors import Refusal
from sites.foundation.language import _
from sites.foundation.pages import actor_of, redirect_saying


async def leave(request: Request) -> Response:
    stay = request.path_params["stay"]
    try:
        await stays.depart(stay, by=actor_of(request))
    except Refusal as refusal:
        return await draw_refused(request, refusal)
    words = _("The departure is on record. Next comes the account.")
    return redirect_saying(request, f"/operator/stays/{stay}", words)


ROUTES = [
    operator_route(
        "/operator/stays/{stay}/departure", needs="stays.receive", get=draw_stay, post=leave
    )
]
