"""Consent to be acted for (代办), given and taken back by the organisation's administrator."""

from starlette.requests import Request
from starlette.responses import Response

from booking import people
from booking.web.people.account_page import draw_account
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Day, Form, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, redirect_saying, route


class ConsentForm(Form):
    ends_on: Day


async def show(request: Request) -> Response:
    return await draw_account(request)


async def consent(request: Request) -> Response:
    filled = await fill(request, ConsentForm)
    if filled.value is None:
        return await draw_account(request, filled)
    try:
        await people.give_consent(ends_on=filled.value.ends_on, by=actor_of(request))
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return await draw_account(request, filled, refusal)
    return redirect_saying(
        request, "/account", _("Consent given. You are told of everything that is done for you.")
    )


async def revoke(request: Request) -> Response:
    await people.revoke_consent(by=actor_of(request))
    return redirect_saying(request, "/account", _("Taken back. From now on nobody acts for you."))


ROUTES = [
    route("/account/acting", needs="team.manage", get=show, post=consent),
    route("/account/acting/end", needs="team.manage", get=show, post=revoke),
]
