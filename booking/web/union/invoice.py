"""The invoices of one charge: the union asks for one, takes a request back, or does without."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking import money, people, stays
from booking.money import Buyer
from booking.web.people.again import again
from booking.web.showing.invoices import PARTS, parts
from booking.web.union.door import union_route
from sites.foundation.amounts import Money
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Fen, Filled, Form, Line, NeededLine, empty_is_none, fill
from sites.foundation.language import _, choose
from sites.foundation.pages import actor_of, form_key, page, redirect_saying

CHARGE = "pages/union/invoice_charge.html"


class AskForm(Form):
    """Without an amount everything that is left is asked for."""

    part: Literal["union", "worker", "family"] = "union"
    title: Annotated[NeededLine, Field(max_length=100)]
    tax_number: Annotated[Line, Field(max_length=18)] = ""
    item: Annotated[NeededLine, Field(max_length=60)]
    amount: Annotated[Fen | None, BeforeValidator(empty_is_none)] = None
    comes_first: Literal["", "1"] = ""
    note: Annotated[Line, Field(max_length=200)] = ""


class WaiverForm(Form):
    why: Annotated[NeededLine, Field(max_length=200)]


async def show(request: Request) -> Response:
    context = await _context(request)
    return page(request, CHARGE, form=Filled[AskForm](None, context["drawn"]), **context)


async def ask(request: Request) -> Response:
    context, filled = await _context(request), await fill(request, AskForm)
    if filled.value is None:
        return again(request, CHARGE, filled, **context)
    given, key = filled.value, await form_key(request)
    currency = context["charge"].standing.charged.currency
    try:
        await money.request_invoice(
            request.path_params["charge"],
            Buyer(given.title, given.tax_number, given.part, given.item),
            amount=None if given.amount is None else Money(given.amount, currency),
            comes_first=bool(given.comes_first), note=given.note, by=actor_of(request), key=key,
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, CHARGE, filled, refusal, **context)
    return redirect_saying(request, _path(request), _("The payee is asked for the invoice."))


async def take_back(request: Request) -> Response:
    context = await _context(request)
    try:
        await money.withdraw_request(request.path_params["request"], by=actor_of(request))
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, CHARGE, Filled[AskForm](None, context["drawn"]), refusal, **context)
    return redirect_saying(request, _path(request), _("The request is taken back."))


async def waive(request: Request) -> Response:
    context, filled = await _context(request), await fill(request, WaiverForm)
    if filled.value is None:
        return again(request, CHARGE, filled, **context)
    try:
        await money.waive_invoice(
            request.path_params["charge"], why=filled.value.why, by=actor_of(request)
        )
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, CHARGE, filled, refusal, **context)
    return redirect_saying(request, _path(request), _("The invoice is waived; the reason is kept."))


async def _context(request: Request) -> dict[str, Any]:
    by = actor_of(request)
    charge = await money.invoices_for_charge(request.path_params["charge"], by=by)
    line = (await stays.lines_by_id([charge.stay_id]))[charge.stay_id]
    own, titles = await people.unit_title(by.organisation_id), await money.titles_of(by)
    title, number = titles[0] if titles else own
    return {
        "charge": charge, "line": line, "parts": parts(),
        "part_words": {code: _(words) for code, words in PARTS.items()},
        "payee": choose(*(await people.organisation_names([charge.payee_id]))[charge.payee_id]),
        "titles": titles,
        "drawn": {"part": "union", "title": title, "tax_number": number, "item": money.ITEM},
    }  # fmt: skip


def _path(request: Request) -> str:
    return f"/union/invoices/charges/{request.path_params['charge']}"


ROUTES = [
    union_route("/union/invoices/charges/{charge}", needs="money.see", get=show),
    union_route("/union/invoices/charges/{charge}/request", needs="money.pay", post=ask),
    union_route(
        "/union/invoices/charges/{charge}/requests/{request}", needs="money.pay", post=take_back
    ),
    union_route("/union/invoices/charges/{charge}/waiver", needs="money.pay", post=waive),
]
