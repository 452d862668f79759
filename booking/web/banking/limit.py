"""Above which amount a decision about money takes two people."""

from starlette.requests import Request
from starlette.responses import Response

from booking import money
from booking.web.banking.door import root_of
from booking.web.people.again import again
from sites.foundation.amounts import Money
from sites.foundation.errors import Refusal
from sites.foundation.forms import Fen, Filled, Form, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying

LIMIT = "pages/banking/limit.html"


class LimitForm(Form):
    amount: Fen


async def show(request: Request) -> Response:
    limit = await money.limit_of(actor_of(request).organisation_id)
    drawn = {"amount": f"{limit.minor // 100}.{limit.minor % 100:02d}"}
    return page(request, LIMIT, form=Filled[LimitForm](None, drawn), root=root_of(request))


async def set_it(request: Request) -> Response:
    filled = await fill(request, LimitForm)
    if filled.value is None:
        return again(request, LIMIT, filled, root=root_of(request))
    try:
        await money.set_limit(Money(filled.value.amount), by=actor_of(request))
    except Refusal as refusal:
        return again(request, LIMIT, filled, refusal, root=root_of(request))
    return redirect_saying(request, root_of(request), _("Saved."))
