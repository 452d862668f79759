"""A word to the union, on the record of the stay."""

from typing import Annotated

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.web.operator.door import operator_route
from booking.web.operator.stay_page import draw_refused, draw_stay
from sites.foundation.errors import Refusal
from sites.foundation.forms import Form, NeededText, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, redirect_saying


class MessageForm(Form):
    text: Annotated[NeededText, Field(max_length=2000)]


async def send(request: Request) -> Response:
    stay = request.path_params["stay"]
    filled = await fill(request, MessageForm)
    if filled.value is None:
        return await draw_stay(request, form=filled, status=422)
    key = await form_key(request)
    try:
        await stays.write_message(stay, text=filled.value.text, by=actor_of(request), key=key)
    except Refusal as refusal:
        return await draw_refused(request, refusal, form=filled)
    return redirect_saying(request, f"/operator/stays/{stay}", _("Sent."))


ROUTES = [
    operator_route(
        "/operator/stays/{stay}/messages", needs="stays.message", get=draw_stay, post=send
    )
]
