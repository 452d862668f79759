"""The sealed paper contract is put on record."""

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.web.operator.door import operator_route
from booking.web.operator.stay_page import draw_refused, draw_stay
from sites.foundation.errors import Refusal
from sites.foundation.language import _
from sites.foundation.pages import actor_of, redirect_saying


async def seal(request: Request) -> Response:
    stay = request.path_params["stay"]
    try:
        await stays.seal_contract(stay, by=actor_of(request))
    except Refusal as refusal:
        return await draw_refused(request, refusal)
    words = _("The sealed contract is on record.")
    return redirect_saying(request, f"/operator/stays/{stay}", words)


ROUTES = [
    operator_route(
        "/operator/stays/{stay}/contract", needs="stays.answer", get=draw_stay, post=seal
    )
]
