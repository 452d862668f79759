"""A change that a union proposes: before and after to the room and the fen, then yes, or no with a reason."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.web.operator.answer import known_reason
from booking.web.operator.door import operator_route
from booking.web.operator.sight import seen
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, Line, NeededLine, Text, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, page, redirect_saying
from sites.foundation.words import say

PAGE = "pages/operator/amendment.html"


class AcceptanceForm(Form):
    amendment: Line


class RefusalForm(Form):
    amendment: Line
    reason: Annotated[NeededLine, AfterValidator(known_reason)]
    note: Annotated[Text, Field(max_length=600)] = ""


async def show(request: Request) -> Response:
    return await _draw(request, Filled[Form]())


async def accept(request: Request) -> Response:
    filled = await fill(request, AcceptanceForm)
    if filled.value is None:
        return await _draw(request, filled)
    stay, by, key = request.path_params["stay"], actor_of(request), await form_key(request)
    try:
        await stays.accept_amendment(stay, filled.value.amendment, by=by, key=key)
    except Refusal as refusal:
        return await _refused(request, filled, refusal)
    words = _("Agreed. Price, rooms and account follow, and the union has been told.")
    return redirect_saying(request, f"/operator/stays/{stay}", words)


async def refuse(request: Request) -> Response:
    filled = await fill(request, RefusalForm)
    if filled.value is None:
        return await _draw(request, filled)
    stay, form, by = request.path_params["stay"], filled.value, actor_of(request)
    try:
        await stays.refuse_amendment(
            stay, form.amendment, reason=form.reason, note=form.note, by=by
        )
    except Refusal as refusal:
        return await _refused(request, filled, refusal)
    words = _("Not agreed. Everything stands as it was, and the union has been told why.")
    return redirect_saying(request, f"/operator/stays/{stay}", words)


async def _refused(request: Request, filled: Filled[Any], refusal: Refusal) -> Response:
    if refusal.kind in {Kind.UNKNOWN, Kind.FORBIDDEN}:
        raise refusal
    return await _draw(request, filled, refusal)


async def _draw(request: Request, filled: Filled[Any], refusal: Refusal | None = None) -> Response:
    by = actor_of(request)
    stay = await seen(request.path_params["stay"], by=by)
    if refusal:
        filled = filled.with_error(refusal.field or "", say(refusal))
    status = refusal.status if refusal else 422 if filled.errors else 200
    return page(
        request, PAGE, status=status, form=filled, stay=stay,
        waits=await stays.amendment_of(stay.line.public_id, by=by),
        reasons=[(code, _(words)) for code, words in stays.DECLINE_REASONS.items()],
    )  # fmt: skip


ROOT = "/operator/stays/{stay}/amendment"
ROUTES = [
    operator_route(ROOT, needs="stays.answer", get=show),
    operator_route(f"{ROOT}/acceptance", needs="stays.answer", get=show, post=accept),
    operator_route(f"{ROOT}/refusal", needs="stays.answer", get=show, post=refuse),
]
