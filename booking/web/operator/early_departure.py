"""A group that goes home early: what that charges first, then the act."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.web.operator.door import operator_route
from booking.web.operator.sight import seen
from booking.web.people.again import again
from sites.foundation.amounts import Money
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, NeededText, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.words import say

PAGE = "pages/operator/early_departure.html"


class EarlyForm(Form):
    note: Annotated[NeededText, Field(max_length=600)]
    total_seen: int = 0


async def show(request: Request) -> Response:
    return page(request, PAGE, form=Filled[EarlyForm](), **await _preview(request))


async def leave(request: Request) -> Response:
    stay, filled = request.path_params["stay"], await fill(request, EarlyForm)
    if filled.value is None:
        return again(request, PAGE, filled, **await _preview(request))
    given = filled.value
    try:
        await stays.leave_early(
            stay, total_seen=Money(given.total_seen), note=given.note, by=actor_of(request)
        )
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, PAGE, filled, refusal, **await _preview(request))
    words = _("The group has left early; it is on record. Next comes the account.")
    return redirect_saying(request, f"/operator/stays/{stay}", words)


async def _preview(request: Request) -> dict[str, Any]:
    """Where nothing can be done any more, the page says why."""
    stay_id, by = request.path_params["stay"], actor_of(request)
    stay, found, why_not = await seen(stay_id, by=by), None, ""
    try:
        found = await stays.preview_early_departure(stay_id, by=by)
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        why_not = say(refusal)
    return {"stay": stay, "found": found, "why_not": why_not}


ROUTES = [
    operator_route(
        "/operator/stays/{stay}/early-departure", needs="stays.answer", get=show, post=leave
    )
]
