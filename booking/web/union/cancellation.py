"""Cancelling a whole stay: the price of it to the fen, then the act at exactly that price."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.money import account_of
from booking.web import showing
from booking.web.union.door import stay_id, stay_path, union_route
from sites.foundation.amounts import Money
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled, Form, clean_number, clean_text, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.words import say

PAGE = "pages/union/cancellation.html"


class CancellationForm(Form):
    fee_seen: Annotated[int, BeforeValidator(clean_number), Field(ge=0)]
    note: Annotated[str, BeforeValidator(clean_text), Field(max_length=600)] = ""


async def show(request: Request) -> Response:
    return await _draw(request)


async def act(request: Request) -> Response:
    """Refused with the new figures where a boundary passed since the page was drawn."""
    filled = await fill(request, CancellationForm)
    if filled.value is None:
        return await _draw(request, filled=filled)
    form = filled.value
    try:
        await stays.cancel(
            stay_id(request), fee_seen=Money(form.fee_seen), note=form.note, by=actor_of(request)
        )
    except Refusal as refusal:
        return await _draw(request, filled=filled, refusal=refusal)
    return redirect_saying(request, stay_path(request), _("Cancelled. The rooms went back."))


async def _draw(
    request: Request, *, filled: Filled[Any] | None = None, refusal: Refusal | None = None
) -> Response:
    form: Filled[Any] = filled or Filled()
    if refusal is not None:
        form = form.with_error("", say(refusal))
    status = refusal.status if refusal else 422 if form.errors else 200
    actor = actor_of(request)
    found = await stays.page_of(stay_id(request), by=actor)
    preview = await stays.preview_cancellation(stay_id(request), by=actor)
    account = await account_of(found.id)
    return page(
        request, PAGE, status=status, form=form, stay=found, line=found.line, preview=preview,
        tiers=showing.tiers(found), group_line=showing.group_line(found), received=account.received,
        back=max(account.received - account.refunded - preview.fee, Money(0, preview.fee.currency)),
        rooms=sum(room.rooms for room in found.rooms),
    )  # fmt: skip


ROUTES = [
    union_route("/union/stays/{stay}/cancellation", needs="stays.book", get=show, post=act),
]
