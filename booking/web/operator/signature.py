"""The base signs a night's head-count."""

from datetime import date
from typing import Annotated

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking.stays import attending
from booking.web.operator.door import operator_route
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Form, fill
from sites.foundation.language import _
from sites.foundation.pages import PageUnknown, actor_of, redirect_saying
from sites.foundation.words import say


class SignatureForm(Form):
    night: date
    heads: Annotated[int, Field(ge=0, le=100_000)]


async def sign(request: Request) -> Response:
    form = (await fill(request, SignatureForm)).value
    if form is None:
        raise PageUnknown
    stay = request.path_params["stay"]
    address = f"/operator/stays/{stay}/arrivals?night={form.night}"
    try:
        await attending.sign_night(stay, form.night, heads=form.heads, by=actor_of(request))
    except Refusal as refusal:
        if refusal.kind in (Kind.UNKNOWN, Kind.FORBIDDEN):
            raise
        return redirect_saying(request, address, say(refusal), kind="refused")
    return redirect_saying(
        request, address, _("Signed. The union sees it beside its own signature.")
    )


ROUTES = [
    operator_route("/operator/stays/{stay}/arrivals/signature", needs="stays.receive", post=sign)
]
