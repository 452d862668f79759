"""One batch of payouts: looked at and approved by a second person, sent to the bank as a file, confirmed one by one."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import money, stays
from booking.web.centre.door import centre_route
from booking.web.people.again import again
from booking.web.showing.download import download
from sites.foundation import clock
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Day, Filled, Form, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import PageUnknown, actor_of, form_key, page, redirect_saying
from sites.foundation.spreadsheet import Sheet

BATCH, PAYOUT = "pages/centre/batch.html", "pages/centre/payout.html"


class PaidForm(Form):
    paid_on: Day
    voucher: Annotated[NeededLine, Field(max_length=60)]


class DropForm(Form):
    why: Annotated[NeededLine, Field(max_length=200)]


async def show(request: Request) -> Response:
    return page(request, BATCH, form=Filled[Form](), **await _batch(request))


async def approve(request: Request) -> Response:
    batch = request.path_params["batch"]
    try:
        await money.approve_payouts(batch, by=actor_of(request))
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, BATCH, Filled[Form](), refusal, **await _batch(request))
    words = _("Approved. Fetch the bank's file and confirm each payout with its voucher.")
    return redirect_saying(request, f"/centre/payouts/{batch}", words)


async def bank_file(request: Request) -> Response:
    """Account numbers are whole in it: it is for the bank."""
    by, batch = actor_of(request), request.path_params["batch"]
    try:
        found = await money.transfers_of(batch, by=by)
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, BATCH, Filled[Form](), refusal, **await _batch(request))
    head = (_("Account holder"), _("Account number"), _("Bank"), _("Branch"), _("Amount"), _("Purpose"))  # fmt: skip
    rows = [
        (one.holder, one.number, one.bank, one.branch, one.amount.minor / 100, one.purpose)
        for one in found
    ]
    return await download(_("Bank file"), Sheet(_("Payouts"), head, rows))


async def show_payout(request: Request) -> Response:
    drawn = {"paid_on": clock.today().isoformat()}
    return page(request, PAYOUT, form=Filled[PaidForm](None, drawn), **await _payout(request))


async def confirm(request: Request) -> Response:
    filled, context = await fill(request, PaidForm), await _payout(request)
    if filled.value is None:
        return again(request, PAYOUT, filled, **context)
    given = filled.value
    verb = money.confirm_payout(
        request.path_params["payout"], paid_on=given.paid_on, voucher=given.voucher, by=actor_of(request),
        key=await form_key(request),
    )  # fmt: skip
    return await _done(request, verb, filled, context, _("The payout is on record as paid."))


async def drop(request: Request) -> Response:
    filled, context = await fill(request, DropForm), await _payout(request)
    if filled.value is None:
        return again(request, PAYOUT, filled, **context)
    verb = money.drop_payout(
        request.path_params["payout"], why=filled.value.why, by=actor_of(request)
    )
    words = _("The payout is dropped; what it held is due again.")
    return await _done(request, verb, filled, context, words)


async def _done(
    request: Request, verb: Any, filled: Filled[Any], context: dict[str, Any], words: str
) -> Response:
    try:
        await verb
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, PAYOUT, filled, refusal, **context)
    return redirect_saying(request, f"/centre/payouts/{request.path_params['batch']}", words)


async def _batch(request: Request) -> dict[str, Any]:
    by = actor_of(request)
    batch = await money.batch_of(request.path_params["batch"], by=by)
    lines = await stays.lines_by_id({line.stay_id for one in batch.payouts for line in one.lines})
    return {"batch": batch, "lines": lines, "is_own": batch.prepared_by_id == by.user_id}


async def _payout(request: Request) -> dict[str, Any]:
    context = await _batch(request)
    for one in context["batch"].payouts:
        if one.id == request.path_params["payout"]:
            return {**context, "payout": one}
    raise PageUnknown


ROUTES = [
    centre_route("/centre/payouts/{batch}", needs="money.see", get=show),
    centre_route("/centre/payouts/{batch}/approval", needs="money.approve", post=approve),
    centre_route("/centre/payouts/{batch}/file", needs="money.record", get=bank_file),
    centre_route("/centre/payouts/{batch}/{payout}", needs="money.record", get=show_payout, post=confirm),
    centre_route("/centre/payouts/{batch}/{payout}/drop", needs="money.record", post=drop),
]  # fmt: skip
