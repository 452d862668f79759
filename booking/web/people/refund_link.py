"""A refund whose payee has no second person, confirmed by a signed link: no session, one act."""

from starlette.requests import Request
from starlette.responses import Response

from booking import money
from sites.foundation.language import _
from sites.foundation.pages import PUBLIC, page, redirect_saying, route

PAGE, PATH = "pages/people/refund_link.html", "/refund-confirmation/{confirmation}"


async def show(request: Request) -> Response:
    item, payer = await money.refund_behind(_link(request))
    return page(request, PAGE, item=item, payer=payer, link=_link(request))


async def confirm(request: Request) -> Response:
    """The page of the link then says that it was confirmed."""
    await money.confirm_by_link(_link(request))
    to = PATH.replace("{confirmation}", _link(request))
    return redirect_saying(request, to, _("Confirmed. The payee can transfer the refund."))


def _link(request: Request) -> str:
    return str(request.path_params["confirmation"])


ROUTES = [route(PATH, needs=PUBLIC, get=show, post=confirm)]
