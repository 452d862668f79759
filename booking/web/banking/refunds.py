"""Refunds for the bank: put together, agreed to by somebody else, taken home as a file, and returns recorded as paid."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import money
from booking.money import BatchView
from booking.web.banking.door import root_of
from booking.web.people.again import again
from booking.web.showing.download import download, download_csv
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Day, Filled, Form, Line, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import PageUnknown, actor_of, form_key, page, redirect, redirect_saying
from sites.foundation.spreadsheet import Sheet

LIST, ONE, RETURN = (f"pages/banking/{name}.html" for name in ("refunds", "batch", "return"))


class ChoiceForm(Form):
    paper: Annotated[list[Line], Field(max_length=200)] = []


class PaidForm(Form):
    paid_on: Day
    voucher: Annotated[NeededLine, Field(max_length=60)]


async def show_all(request: Request) -> Response:
    return page(request, LIST, form=Filled[ChoiceForm](), **await _context(request))


async def prepare(request: Request) -> Response:
    filled, by = await fill(request, ChoiceForm), actor_of(request)
    if filled.value is None:
        return again(request, LIST, filled, **await _context(request))
    try:
        made = await money.prepare_batch(filled.value.paper, by=by, key=await form_key(request))
    except Refusal as refusal:
        return again(request, LIST, filled, refusal, **await _context(request))
    return redirect(f"{root_of(request)}/refund-batches/{made}")


async def show(request: Request) -> Response:
    batch = await money.refund_batch_of(request.path_params["refund_batch"], by=actor_of(request))
    return page(
        request, ONE, batch=batch, root=root_of(request), me=actor_of(request).user_id,
        has_second=await money.has_second(actor_of(request)),
    )  # fmt: skip


async def approve(request: Request) -> Response:
    batch = request.path_params["refund_batch"]
    await money.approve_batch(batch, by=actor_of(request))
    words = _("Agreed. The file can be taken to the bank.")
    return redirect_saying(request, f"{root_of(request)}/refund-batches/{batch}", words)


async def withdraw(request: Request) -> Response:
    await money.withdraw_batch(request.path_params["refund_batch"], by=actor_of(request))
    words = _("The batch is taken back; its refunds can be put together anew.")
    return redirect_saying(request, f"{root_of(request)}/refunds", words)


async def fetch(request: Request) -> Response:
    """The file for the bank; there is none before two have agreed, and what was paid meanwhile is not in it."""
    batch = await money.batch_for_bank(request.path_params["refund_batch"], by=actor_of(request))
    if request.query_params.get("as") == "csv":
        return download_csv(_("Refunds"), _sheet(batch))
    return await download(_("Refunds"), _sheet(batch))


async def show_return(request: Request) -> Response:
    return page(request, RETURN, form=Filled[PaidForm](), **await _return(request))


async def record_return(request: Request) -> Response:
    filled, context = await fill(request, PaidForm), await _return(request)
    if filled.value is None:
        return again(request, RETURN, filled, **context)
    given = filled.value
    try:
        await money.record_return_paid(
            request.path_params["share"], paid_on=given.paid_on, voucher=given.voucher,
            by=actor_of(request), key=await form_key(request),
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, RETURN, filled, refusal, **context)
    words = _("The refund is on record as paid.")
    return redirect_saying(request, f"{root_of(request)}/refunds", words)


async def _context(request: Request) -> dict[str, Any]:
    payee = actor_of(request).organisation_id
    return {
        "root": root_of(request), "refunds": await money.refunds_to_batch(payee),
        "batches": await money.refund_batches_of(payee),
    }  # fmt: skip


async def _return(request: Request) -> dict[str, Any]:
    share = request.path_params["share"]
    found = await money.return_of(share, by=actor_of(request))
    if found is None:
        raise PageUnknown
    return {"root": root_of(request), "found": found, "share": share}


def _sheet(batch: BatchView) -> Sheet:
    heads = (_("Account holder"), _("Account number"), _("Bank"), _("Branch"), _("Amount in yuan"), _("Purpose"))  # fmt: skip
    rows = [
        (one.holder, one.number, one.bank, one.branch, f"{one.amount.minor // 100}.{one.amount.minor % 100:02d}",
         _("Refund %(reference)s", reference=one.purpose))
        for one in batch.items if one.is_due
    ]  # fmt: skip
    return Sheet(_("Refunds"), heads, rows)
