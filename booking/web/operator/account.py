"""Presenting the account: night by night what was contracted, who came and what is charged, then the act."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking import money, stays
from booking.web.operator.door import operator_route
from booking.web.operator.sight import seen
from booking.web.people.again import again
from sites.foundation.amounts import Money
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, clean_number, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying

ACCOUNT = "pages/operator/account.html"


class AccountForm(Form):
    """`total_seen` in fen: what the page showed when it was drawn."""

    total_seen: Annotated[int, BeforeValidator(clean_number), Field(ge=0)]


async def show(request: Request) -> Response:
    return page(request, ACCOUNT, form=Filled[AccountForm](), **await _preview(request))


async def present(request: Request) -> Response:
    stay, by = request.path_params["stay"], actor_of(request)
    filled = await fill(request, AccountForm)
    if filled.value is None:
        return again(request, ACCOUNT, filled, **await _preview(request))
    try:
        await stays.present_account(stay, total_seen=Money(filled.value.total_seen), by=by)
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, ACCOUNT, filled, refusal, **await _preview(request))
    words = _("The account is presented. The union has seven days to check it.")
    return redirect_saying(request, f"/operator/stays/{stay}", words)


async def _preview(request: Request) -> dict[str, Any]:
    stay_id, by = request.path_params["stay"], actor_of(request)
    stay = await seen(stay_id, by=by)
    account = await stays.preview_account(stay_id, by=by)
    standing = await money.account_of(stay.id)
    return {"stay": stay, "account": account, "standing": standing}


ROUTES = [
    operator_route(
        "/operator/stays/{stay}/account", needs="stays.reconcile", get=show, post=present
    )
]
