"""Closing a reconciled stay: everything is square, and what was charged is invoiced."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import money, stays
from booking.web.operator.door import operator_route
from booking.web.operator.sight import seen
from booking.web.people.again import again
from booking.web.showing.invoices import PARTS
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying

SETTLE = "pages/operator/settlement.html"


async def show(request: Request) -> Response:
    return page(request, SETTLE, form=Filled[Form](), **await _preview(request))


async def settle(request: Request) -> Response:
    stay = request.path_params["stay"]
    try:
        await stays.settle(stay, by=actor_of(request))
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, SETTLE, Filled[Form](), refusal, **await _preview(request))
    words = _("Settled. Nothing is left to do on this stay.")
    return redirect_saying(request, f"/operator/stays/{stay}", words)


async def _preview(request: Request) -> dict[str, Any]:
    by = actor_of(request)
    stay = await seen(request.path_params["stay"], by=by)
    return {
        "stay": stay, "account": await money.account_of(stay.id),
        "charges": await money.invoices_of(stay.id), "own": by.organisation_id,
        "part_words": {code: _(words) for code, words in PARTS.items()},
    }  # fmt: skip


ROUTES = [
    operator_route(
        "/operator/stays/{stay}/settlement", needs="stays.reconcile", get=show, post=settle
    )
]
