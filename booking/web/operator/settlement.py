"""Closing a reconciled stay: everything is square and the invoice has its number."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import money, stays
from booking.web.operator.door import operator_route
from booking.web.operator.sight import seen
from booking.web.people.again import again
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying

SETTLE = "pages/operator/settlement.html"


class SettleForm(Form):
    invoice_number: Annotated[NeededLine, Field(max_length=40)]


async def show(request: Request) -> Response:
    return page(request, SETTLE, form=Filled[SettleForm](), **await _preview(request))


async def settle(request: Request) -> Response:
    stay, by = request.path_params["stay"], actor_of(request)
    filled = await fill(request, SettleForm)
    if filled.value is None:
        return again(request, SETTLE, filled, **await _preview(request))
    try:
        await stays.settle(stay, invoice_number=filled.value.invoice_number, by=by)
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, SETTLE, filled, refusal, **await _preview(request))
    words = _("Settled. Nothing is left to do on this stay.")
    return redirect_saying(request, f"/operator/stays/{stay}", words)


async def _preview(request: Request) -> dict[str, Any]:
    stay = await seen(request.path_params["stay"], by=actor_of(request))
    return {"stay": stay, "account": await money.account_of(stay.id)}


ROUTES = [
    operator_route(
        "/operator/stays/{stay}/settlement", needs="stays.reconcile", get=show, post=settle
    )
]
