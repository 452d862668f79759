"""A refund that the program ordered is put on record as paid in the bank's own system."""

from typing import Annotated

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import money
from booking.money.vocabulary import WHY
from booking.web.operator.door import operator_route
from booking.web.operator.owing import after, refund_of
from booking.web.people.again import again
from sites.foundation import clock
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Day, Filled, Form, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, page, redirect_saying

REFUND = "pages/operator/refund.html"


class RefundForm(Form):
    paid_on: Day
    voucher: Annotated[NeededLine, Field(max_length=60)]


async def show(request: Request) -> Response:
    found = await refund_of(request.path_params["refund"], by=actor_of(request))
    drawn = {"paid_on": clock.today().isoformat()}
    return page(request, REFUND, form=Filled[RefundForm](None, drawn), found=found, why_words=WHY)


async def record(request: Request) -> Response:
    by = actor_of(request)
    found = await refund_of(request.path_params["refund"], by=by)
    filled = await fill(request, RefundForm)
    if filled.value is None:
        return again(request, REFUND, filled, found=found, why_words=WHY)
    given, key = filled.value, await form_key(request)
    try:
        await money.record_refund_paid(
            request.path_params["refund"], paid_on=given.paid_on, voucher=given.voucher, by=by, key=key
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, REFUND, filled, refusal, found=found, why_words=WHY)
    words = _("The refund is on record as paid.")
    return redirect_saying(request, after(request, found.stay), words)


ROUTES = [
    operator_route("/operator/money/refunds/{refund}", needs="money.record", get=show, post=record),
]
