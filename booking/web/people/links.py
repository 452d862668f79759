"""Pages behind one-time links, and the way to get one by mail. GET and HEAD use nothing up."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import people
from booking.web.people.again import again
from booking.web.people.entering import Password, address_of, agent_of, go_in
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled, Form, Line, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import PUBLIC, page, redirect_saying, route

FORGOTTEN = "pages/people/forgotten.html"
RESET = "pages/people/reset.html"
INVITATION = "pages/people/invitation.html"


class ForgottenForm(Form):
    email: NeededLine


class ResetForm(Form):
    password: Password


class InvitationForm(Form):
    name: Annotated[Line, Field(max_length=60)] = ""
    password: Password


async def show_forgotten(request: Request) -> Response:
    return page(request, FORGOTTEN, form=Filled[ForgottenForm]())


async def ask_for_link(request: Request) -> Response:
    filled = await fill(request, ForgottenForm)
    if filled.value is None:
        return again(request, FORGOTTEN, filled)
    try:
        await people.request_reset(filled.value.email, address=address_of(request))
    except Refusal as refusal:
        return again(request, FORGOTTEN, filled, refusal)
    words = _("If this address has an account, a link is on its way. It works for 30 minutes.")
    return redirect_saying(request, "/sign-in", words, kind="told")


async def show_reset(request: Request) -> Response:
    email = await people.look_at_reset(request.path_params["token"])
    return page(request, RESET, form=Filled[ResetForm](), email=email)


async def reset(request: Request) -> Response:
    token = request.path_params["token"]
    email = await people.look_at_reset(token)
    filled = await fill(request, ResetForm)
    if filled.value is None:
        return again(request, RESET, filled, email=email)
    try:
        await people.reset_password(token, filled.value.password)
    except people.LinkDead:
        raise
    except Refusal as refusal:
        return again(request, RESET, filled, refusal, email=email)
    words = _("The new password is set and all sessions have ended. Sign in with it.")
    return redirect_saying(request, "/sign-in", words)


async def show_invitation(request: Request) -> Response:
    invitation = await people.look_at_invitation(request.path_params["token"])
    return page(request, INVITATION, form=Filled[InvitationForm](), **_of(invitation))


async def accept(request: Request) -> Response:
    token = request.path_params["token"]
    context = _of(await people.look_at_invitation(token))
    filled = await fill(request, InvitationForm)
    if filled.value is not None and not filled.value.name and not context["is_known"]:
        filled = filled.with_error("name", _("Fill in this field"))
    if filled.value is None:
        return again(request, INVITATION, filled, **context)
    try:
        entered = await people.accept_invitation(
            token,
            name=filled.value.name,
            password=filled.value.password,
            address=address_of(request),
            agent=agent_of(request),
        )
    except people.LinkDead:
        raise
    except Refusal as refusal:
        return again(request, INVITATION, filled, refusal, **context)
    return go_in(request, entered, to=entered.home)


def _of(invitation: people.Invitation) -> dict[str, Any]:
    role = people.ROLES.get(invitation.role, "")
    return {
        "email": invitation.email,
        "organisation": invitation.organisation,
        "role": _(role) if role else "",
        "is_known": invitation.is_known,
    }


ROUTES = [
    route("/forgotten", needs=PUBLIC, get=show_forgotten, post=ask_for_link),
    route("/reset/{token}", needs=PUBLIC, get=show_reset, post=reset),
    route("/invitations/{token}", needs=PUBLIC, get=show_invitation, post=accept),
]
