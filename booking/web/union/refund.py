"""A refund whose payee has no second person: the union that gets it says that account and amount are right."""

from starlette.requests import Request
from starlette.responses import Response

from booking import money
from booking.web.union.door import union_route
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying

PAGE = "pages/union/refund.html"


async def show(request: Request) -> Response:
    item, payer = await money.refund_to_confirm(request.path_params["item"], by=actor_of(request))
    return page(request, PAGE, item=item, payer=payer)


async def confirm(request: Request) -> Response:
    await money.confirm_refund_account(request.path_params["item"], by=actor_of(request))
    return redirect_saying(request, "/union", _("Confirmed. The payee can transfer the refund."))


ROUTES = [union_route("/union/refunds/{item}", needs="money.pay", get=show, post=confirm)]
