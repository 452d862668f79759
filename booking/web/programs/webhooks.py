"""Webhooks of the organisation: made, looked at with their log, sent again, given a new secret, removed."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import webhooks
from booking.web.programs.hub import draw_hub, show_secret
from sites.foundation.errors import Refusal
from sites.foundation.forms import Form, Line, NeededLine, fill
from sites.foundation.language import N_, _
from sites.foundation.pages import actor_of, page, redirect_saying, route

STATES: dict[str, tuple[str, str]] = {
    "waiting": (N_("Under way"), "info"),
    "delivered": (N_("Delivered"), "good"),
    "failed": (N_("Given up"), "stop"),
    "kept": (N_("Not sent, switched off"), "ask"),
}
FAULTS: dict[str, str] = {
    "no_public_address": N_("The name leads to no public address"),
    "unknown_host": N_("The name is unknown"),
    "timeout": N_("No answer within 10 seconds"),
    "connection": N_("No connection"),
}


class EndpointForm(Form):
    url: Annotated[NeededLine, Field(max_length=300)]
    subjects: tuple[Line, ...] = ()


async def make(request: Request) -> Response:
    filled = await fill(request, EndpointForm)
    if filled.value is None:
        return await draw_hub(request, filled)
    allowed = request.app.state.settings.inner_hosts
    try:
        made, secret = await webhooks.make_endpoint(
            filled.value.url, filled.value.subjects, allowed=allowed, by=actor_of(request)
        )
    except Refusal as refusal:
        return await draw_hub(request, filled, refusal)
    return _secret(request, secret, endpoint=made)


async def show(request: Request) -> Response:
    return await _draw(request)


async def rotate(request: Request) -> Response:
    endpoint = _endpoint(request)
    secret = await webhooks.rotate_secret(endpoint, by=actor_of(request))
    return _secret(request, secret, endpoint=endpoint)


async def switch_on(request: Request) -> Response:
    await webhooks.switch_on(_endpoint(request), by=actor_of(request))
    words = _("Switched on. What was kept meanwhile can be sent again from the log.")
    return redirect_saying(request, f"/programs/webhooks/{_endpoint(request)}", words)


async def remove(request: Request) -> Response:
    await webhooks.remove_endpoint(_endpoint(request), by=actor_of(request))
    return redirect_saying(
        request, "/programs", _("The webhook is removed; nothing more goes there.")
    )


async def resend(request: Request) -> Response:
    endpoint, delivery = _endpoint(request), request.path_params["delivery"]
    await webhooks.resend(endpoint, delivery, by=actor_of(request))
    words = _("It is sent again now. Load the page again to see how it went.")
    return redirect_saying(request, f"/programs/webhooks/{endpoint}", words)


def _endpoint(request: Request) -> str:
    return str(request.path_params["endpoint"])


def _secret(request: Request, secret: str, *, endpoint: str) -> Response:
    return show_secret(
        request, secret, title=_("Secret of the webhook"), use="",
        back=f"/programs/webhooks/{endpoint}",
    )  # fmt: skip


async def _draw(request: Request) -> Response:
    endpoint, deliveries = await webhooks.endpoint_of(_endpoint(request), by=actor_of(request))
    context: dict[str, Any] = {
        "endpoint": endpoint,
        "deliveries": deliveries,
        "states": {state: (_(words), tone) for state, (words, tone) in STATES.items()},
        "faults": {fault: _(words) for fault, words in FAULTS.items()},
        "subject_words": {one: _(words) for one, words in webhooks.SUBJECTS.items()},
    }
    return page(request, "pages/programs/webhook.html", **context)


AT = "/programs/webhooks/{endpoint}"
ROUTES = [
    route("/programs/webhooks", needs="team.manage", get=draw_hub, post=make),
    route(AT, needs="team.manage", get=show),
    route(f"{AT}/secret", needs="team.manage", get=show, post=rotate),
    route(f"{AT}/switch", needs="team.manage", get=show, post=switch_on),
    route(f"{AT}/removal", needs="team.manage", get=show, post=remove),
    route(f"{AT}/deliveries/{{delivery}}/resend", needs="team.manage", post=resend),
]
