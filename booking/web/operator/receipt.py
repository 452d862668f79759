"""Money that arrived is put on record with its voucher, once; a mistake is withdrawn by an entry against it."""

from typing import Annotated

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import money
from booking.web.operator.door import operator_route
from booking.web.operator.owing import after, charge_of, receipt_of
from booking.web.people.again import again
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.errors import Kind, Refusal
from sites.foundation.formats import yuan
from sites.foundation.forms import Day, Fen, Filled, Form, Line, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, page, redirect_saying

RECEIPT, WITHDRAWAL = "pages/operator/receipt.html", "pages/operator/withdrawal.html"


class ReceiptForm(Form):
    amount: Fen
    received_on: Day
    voucher: Annotated[NeededLine, Field(max_length=60)]
    note: Annotated[Line, Field(max_length=200)] = ""


class WithdrawalForm(Form):
    why: Annotated[NeededLine, Field(max_length=100)]


async def show(request: Request) -> Response:
    found = await charge_of(request.path_params["charge"], by=actor_of(request))
    owed = found.entry.charge.standing.owed
    drawn = {"amount": f"{owed.minor // 100}.{owed.minor % 100:02d}" if owed else "", "received_on": clock.today().isoformat()}  # fmt: skip
    return page(request, RECEIPT, form=Filled[ReceiptForm](None, drawn), found=found)


async def record(request: Request) -> Response:
    by = actor_of(request)
    found = await charge_of(request.path_params["charge"], by=by)
    filled = await fill(request, ReceiptForm)
    if filled.value is None:
        return again(request, RECEIPT, filled, found=found)
    given, key = filled.value, await form_key(request)
    amount = Money(given.amount, found.entry.charge.standing.charged.currency)
    try:
        await money.record_receipt(
            found.entry.charge.id, amount=amount, received_on=given.received_on,
            voucher=given.voucher, note=given.note, by=by, key=key,
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, RECEIPT, filled, refusal, found=found)
    words = _("%(amount)s are on record.", amount=yuan(amount))
    return redirect_saying(request, after(request, found.stay), words)


async def show_withdrawal(request: Request) -> Response:
    found = await receipt_of(request.path_params["receipt"], by=actor_of(request))
    return page(request, WITHDRAWAL, form=Filled[WithdrawalForm](), found=found)


async def withdraw(request: Request) -> Response:
    by = actor_of(request)
    found = await receipt_of(request.path_params["receipt"], by=by)
    filled = await fill(request, WithdrawalForm)
    if filled.value is None:
        return again(request, WITHDRAWAL, filled, found=found)
    try:
        await money.withdraw_receipt(request.path_params["receipt"], why=filled.value.why, by=by)
    except Refusal as refusal:
        return again(request, WITHDRAWAL, filled, refusal, found=found)
    words = _("The receipt is withdrawn; the statement shows both entries.")
    return redirect_saying(request, after(request, found.stay), words)


ROUTES = [
    operator_route("/operator/money/charges/{charge}/receipt", needs="money.record", get=show, post=record),
    operator_route(
        "/operator/money/receipts/{receipt}/withdrawal",
        needs="money.record", get=show_withdrawal, post=withdraw,
    ),
]  # fmt: skip
