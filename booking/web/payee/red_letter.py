"""An invoice is corrected by a red letter (红字), or its record taken back where it was a mistake."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import money, stays
from booking.money import Issued
from booking.web.payee.door import desk_of, payee_routes
from booking.web.payee.upload import drop_file, keep_file
from booking.web.people.again import again
from booking.web.uploads import MAX_BODY
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Day, Fen, Filled, Form, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import PageUnknown, actor_of, form_key, page, redirect_saying

RED = "pages/payee/red_letter.html"


class RedForm(Form):
    number: Annotated[NeededLine, Field(max_length=40)]
    issued_on: Day
    amount: Fen
    why: Annotated[NeededLine, Field(max_length=200)]


class WithdrawalForm(Form):
    withdrawn_why: Annotated[NeededLine, Field(max_length=200)]


async def show(request: Request) -> Response:
    context = await _context(request)
    left = context["invoice"].left
    drawn = {
        "issued_on": clock.today().isoformat(),
        "amount": f"{left.minor // 100}.{left.minor % 100:02d}",
    }
    return page(request, RED, form=Filled[RedForm](None, drawn), **context)


async def correct(request: Request) -> Response:
    by, context = actor_of(request), await _context(request)
    filled = await fill(request, RedForm)
    if filled.value is None:
        return again(request, RED, filled, **context)
    given, key = filled.value, await form_key(request)
    try:
        file = await keep_file(request, named=given.number)
    except Refusal as refusal:
        return again(request, RED, filled, refusal, **context)
    amount = Money(given.amount, context["invoice"].amount.currency)
    issued = Issued(given.number, given.issued_on, amount, file)
    try:
        await money.correct_by_red_letter(
            request.path_params["invoice"], issued, why=given.why, by=by, key=key
        )
    except Refusal as refusal:
        await drop_file(request, file)
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, RED, filled, refusal, **context)
    words = _("The red letter is on record against invoice %(number)s.", number=context["invoice"].number)  # fmt: skip
    return redirect_saying(request, context["back"], words)


async def withdraw(request: Request) -> Response:
    by, context = actor_of(request), await _context(request)
    filled = await fill(request, WithdrawalForm)
    if filled.value is None:
        return again(request, RED, filled, **context)
    try:
        await money.withdraw_invoice(
            request.path_params["invoice"], why=filled.value.withdrawn_why, by=by
        )
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, RED, filled, refusal, **context)
    return redirect_saying(request, context["back"], _("The record is withdrawn; its number is free again."))  # fmt: skip


async def _context(request: Request) -> dict[str, Any]:
    by, wanted = actor_of(request), request.path_params["invoice"]
    for charge in await money.invoices_with(by):
        for invoice in charge.invoices:
            if invoice.id == wanted:
                line = (await stays.lines_by_id([charge.stay_id]))[charge.stay_id]
                root = f"{desk_of(request)}/invoices"
                return {
                    "invoice": invoice, "charge": charge, "line": line, "root": root,
                    "back": f"{root}/charges/{charge.id}",
                }  # fmt: skip
    raise PageUnknown


ROUTES = [
    *payee_routes(
        "/invoices/{invoice}/red-letter", needs="money.record", get=show, post=correct, max_body=MAX_BODY
    ),
    *payee_routes("/invoices/{invoice}/withdrawal", needs="money.record", post=withdraw),
]  # fmt: skip
