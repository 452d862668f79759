"""A base's counter-offer as the union answers it: before and after, then yes or no."""

from typing import Annotated

from pydantic import BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.web.union.door import stay_id, stay_path, union_route
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, Line, clean_text, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, page, redirect_saying
from sites.foundation.words import say

PAGE = "pages/union/counter_offer.html"


class AnswerForm(Form):
    offer: Line
    note: Annotated[str, BeforeValidator(clean_text), Field(max_length=600)] = ""


async def show(request: Request) -> Response:
    return await _draw(request)


async def accept(request: Request) -> Response:
    filled = await fill(request, AnswerForm)
    if filled.value is None:
        return await _draw(request, filled)
    key, by = await form_key(request), actor_of(request)
    try:
        await stays.accept_counter_offer(stay_id(request), filled.value.offer, by=by, key=key)
    except Refusal as refusal:
        return await _refused(request, filled, refusal)
    words = _("Accepted. The base has agreed already; the stay is confirmed as soon as nothing else is missing.")  # fmt: skip
    return redirect_saying(request, stay_path(request), words)


async def refuse(request: Request) -> Response:
    filled = await fill(request, AnswerForm)
    if filled.value is None:
        return await _draw(request, filled)
    form, by = filled.value, actor_of(request)
    try:
        await stays.refuse_counter_offer(stay_id(request), form.offer, note=form.note, by=by)
    except Refusal as refusal:
        return await _refused(request, filled, refusal)
    words = _("Refused. What you submitted stands as it was, and the base answers it.")
    return redirect_saying(request, stay_path(request), words)


async def _refused(request: Request, filled: Filled[AnswerForm], refusal: Refusal) -> Response:
    if refusal.kind in {Kind.UNKNOWN, Kind.FORBIDDEN}:
        raise refusal
    return await _draw(request, filled, refusal)


async def _draw(
    request: Request, filled: Filled[AnswerForm] | None = None, refusal: Refusal | None = None
) -> Response:
    form = filled or Filled[AnswerForm]()
    if refusal:
        form = form.with_error("", say(refusal))
    status = refusal.status if refusal else 422 if form.errors else 200
    by = actor_of(request)
    found = await stays.page_of(stay_id(request), by=by)
    offer = await stays.counter_offer_of(stay_id(request), by=by)
    return page(
        request, PAGE, status=status, form=form, line=found.line, offer=offer,
        may_refuse=by.may("stays.book"),
    )  # fmt: skip


ROOT = "/union/stays/{stay}/counter-offer"
ROUTES = [
    union_route(ROOT, needs="stays.see", get=show),
    union_route(f"{ROOT}/acceptance", needs="stays.see", get=show, post=accept),
    union_route(f"{ROOT}/refusal", needs="stays.book", get=show, post=refuse),
]
