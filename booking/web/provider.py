"""Where the payment provider tells us things: checked, kept once, answered at once; a job looks at it later."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from booking.money import online
from booking.money.gateway import Gateway
from booking.money.provider_facts import NotAnEvent
from sites.foundation.observe import log
from sites.foundation.pages import PUBLIC

LARGEST = 256 * 1024


async def told(request: Request) -> Response:
    """200 for what is kept or known, 400 for what nobody signed, 503 where nobody pays online."""
    at: Gateway | None = request.app.state.gateway
    if at is None:
        return PlainTextResponse("off", 503)
    try:
        seen = at.read_event(await request.body(), request.headers.get("stripe-signature", ""))
    except NotAnEvent as why:
        log().warning("provider_event_refused", why=str(why))
        return PlainTextResponse("refused", 400)
    await online.take_event(seen, is_live=at.is_live)
    return PlainTextResponse("kept")


def _route() -> Route:
    """Signed by the sender, so that no token of a form stands in it."""
    made = Route("/webhooks/stripe", told, methods=["POST"], max_body_size=LARGEST)
    made.needs = PUBLIC  # type: ignore[attr-defined]  # as sites.foundation.pages.route
    return made


ROUTES = [_route()]
