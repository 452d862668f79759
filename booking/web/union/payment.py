"""Paying a charge online: begin, see how it stands, look again, end it."""

from starlette.requests import Request
from starlette.responses import Response

from booking import money, stays
from booking.money import online
from booking.money.gateway import Gateway
from booking.money.online import PaymentLine
from booking.money.provider_facts import ProviderAway
from booking.web.union.door import union_route
from sites.foundation.forms import posted
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, page, redirect, redirect_saying
from sites.foundation.rendering import href
from sites.foundation.words import say

PAYMENT = "pages/union/payment.html"
# Numbers of a charge's parts; anything else pays all of it.
PARTS = frozenset("123456789")


async def begin(request: Request) -> Response:
    """To the payment's own page, which leads on to the provider's: a form may lead to our own pages alone."""
    through = (await posted(request)).get("through", "")
    back = f"{request.app.state.settings.origin}{href('/union/payments/')}"
    try:
        made = await stays.pay_online(
            request.path_params["charge"], at=_gateway(request), back=back, by=actor_of(request),
            through=int(through) if through in PARTS else None, key=await form_key(request),
        )  # fmt: skip
    except online.PaymentUnderWay:
        made = await _under_way(request)
    except online.OutcomeNotKnown as unknown:
        return redirect_saying(request, _path(await _under_way(request)), say(unknown), kind="info")
    return redirect(_path(made))


async def show(request: Request) -> Response:
    """Whoever comes back from the provider sees how it stands now, whether or not we were told already."""
    if "back" in request.query_params:
        await _look(request)
    payment = await _payment(request)
    line = (await stays.lines_by_id([payment.stay_id]))[payment.stay_id]
    payees = await money.accounts_to_pay({payment.payee_id})
    return page(
        request, PAYMENT, payment=payment, line=line, payee=payees[payment.payee_id].name,
        pays=actor_of(request).may("money.pay"),
    )  # fmt: skip


async def look(request: Request) -> Response:
    if not await _look(request):
        return redirect_saying(
            request, _path(_id(request)), say(online.OutcomeNotKnown()), kind="info"
        )
    return redirect(_path(_id(request)))


async def end(request: Request) -> Response:
    state = await online.end_payment(_id(request), at=_gateway(request), by=actor_of(request))
    words = _("The payment has ended. Nothing was taken.") if state == "ended" else ""
    return redirect_saying(request, _path(_id(request)), words) if words else redirect(_path(_id(request)))  # fmt: skip


async def _look(request: Request) -> bool:
    """Ask the provider once; false where it does not answer. The page stands without it."""
    payment, at = await _payment(request), _gateway(request)
    if at is None or not payment.is_live:
        return at is not None
    try:
        await online.look(payment.number, at=at)
    except ProviderAway:
        return False
    return True


async def _under_way(request: Request) -> str:
    live = await online.live_payments([request.path_params["charge"]])
    return live[request.path_params["charge"]].id


async def _payment(request: Request) -> PaymentLine:
    return await online.online_payment(_id(request), by=actor_of(request))


def _gateway(request: Request) -> Gateway | None:
    found: Gateway | None = request.app.state.gateway
    return found


def _id(request: Request) -> str:
    return str(request.path_params["payment"])


def _path(payment: str) -> str:
    return f"/union/payments/{payment}"


ROUTES = [
    union_route("/union/charges/{charge}/payment", needs="money.pay", post=begin),
    union_route("/union/payments/{payment}", needs="money.see", get=show),
    union_route("/union/payments/{payment}/look", needs="money.see", post=look),
    union_route("/union/payments/{payment}/end", needs="money.pay", post=end),
]
