"""A group that did not come: the fee first, then the act."""

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
from sites.foundation.forms import Filled, Form, Text, clean_number, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying

NO_SHOW = "pages/operator/no_show.html"


class NoShowForm(Form):
    fee_seen: Annotated[int, BeforeValidator(clean_number), Field(ge=0)]
    note: Annotated[Text, Field(max_length=600)] = ""


async def show(request: Request) -> Response:
    return page(request, NO_SHOW, form=Filled[NoShowForm](), **await _preview(request))


async def mark(request: Request) -> Response:
    stay, by = request.path_params["stay"], actor_of(request)
    filled = await fill(request, NoShowForm)
    if filled.value is None:
        return again(request, NO_SHOW, filled, **await _preview(request))
    try:
        form = filled.value
        await stays.mark_no_show(stay, fee_seen=Money(form.fee_seen), note=form.note, by=by)
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, NO_SHOW, filled, refusal, **await _preview(request))
    words = _("Recorded: the group did not come. The union can check this for seven days.")
    return redirect_saying(request, f"/operator/stays/{stay}", words)


async def _preview(request: Request) -> dict[str, Any]:
    stay_id, by = request.path_params["stay"], actor_of(request)
    stay = await seen(stay_id, by=by)
    fee = await stays.preview_no_show(stay_id, by=by)
    account = await money.account_of(stay.id)
    after = [charge.standing for charge in account.charges]
    return {
        "stay": stay, "fee": fee, "account": account,
        "after": after[0].charged_instead(fee.fee) if after else None,
        "disputed": await stays.was_disputed(stay.id),
    }  # fmt: skip


ROUTES = [
    operator_route("/operator/stays/{stay}/no-show", needs="stays.answer", get=show, post=mark)
]
