"""Signing in and out; in the demonstration, one click for each role."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import people
from booking.web.people.again import again
from booking.web.people.entering import (
    Password,
    address_of,
    agent_of,
    drop_session,
    go_in,
    keep_session,
    wanted_path,
)
from sites.foundation import shield
from sites.foundation.errors import Refusal
from sites.foundation.form_tokens import KeptForm, kept_form, opened_form, sealed_form
from sites.foundation.forms import Filled, Form, Line, fill, posted
from sites.foundation.language import _
from sites.foundation.pages import (
    AGAIN,
    PUBLIC,
    PageUnknown,
    page,
    redirect,
    route,
    viewer_of,
)
from sites.foundation.rendering import href

PAGE = "pages/people/sign_in.html"


class SignInForm(Form):
    email: Line
    password: Password
    # Judged where it is used: whatever it is, it keeps nobody from signing in.
    next: str = ""
    kept: str = ""


async def show(request: Request) -> Response:
    wanted = wanted_path(request, request.query_params.get("next", ""))
    return page(request, PAGE, form=Filled[SignInForm](raw={"next": wanted}), **_context(request))


async def act(request: Request) -> Response:
    filled = await fill(request, SignInForm)
    if filled.value is None:
        return again(request, PAGE, filled, **_context(request))
    form = filled.value
    try:
        entered = await people.sign_in(
            form.email, form.password, address=address_of(request), agent=agent_of(request)
        )
    except Refusal as refusal:
        return again(request, PAGE, filled, refusal, **_context(request))
    await _end_present(request)
    if kept := opened_form(form.kept):
        return await _to_be_sent(request, entered, kept)
    return go_in(request, entered, to=wanted_path(request, form.next))


async def keep(request: Request) -> Response:
    """A form was sent after its session had ended: sign in, and nothing that was typed is lost."""
    address = wanted_path(request, request.query_params.get("to", ""))
    kept = kept_form(await posted(request), address=href(address)) if address else None
    if kept is None:
        return redirect("/sign-in")
    form = Filled[SignInForm](raw={"kept": sealed_form(kept)})
    return page(request, PAGE, status=401, form=form, **_context(request))


async def _to_be_sent(request: Request, entered: people.Entered, kept: KeptForm) -> Response:
    """The kept form, drawn for the session that has just begun."""
    request.state.viewer = await people.recall(entered.token)
    secret = request.app.state.settings.secret_key
    words = _("You are signed in again. Nothing was done yet: look through what you typed, and send it.")  # fmt: skip
    response = page(
        request, AGAIN, kept=kept, words=words, csrf=shield.token_for(entered.token, secret=secret)
    )
    keep_session(request, response, entered.token)
    return response


async def enter_demonstration(request: Request) -> Response:
    if not request.app.state.settings.demo:
        raise PageUnknown
    key = (await posted(request)).get("role")
    entered = await people.enter_demonstration(str(key), agent=agent_of(request))
    await _end_present(request)
    if kept := opened_form(str((await posted(request)).get("kept") or "")):
        return await _to_be_sent(request, entered, kept)
    return go_in(request, entered, to=entered.home)


async def leave(request: Request) -> Response:
    await _end_present(request)
    response = redirect("/")
    drop_session(request, response)
    return response


async def _end_present(request: Request) -> None:
    """Whoever signs in anew leaves no session behind in this browser."""
    viewer = viewer_of(request)
    if viewer is not None:
        await people.sign_out(viewer)


def _context(request: Request) -> dict[str, Any]:
    shown = people.DEMO_ROLES if request.app.state.settings.demo else ()
    return {"demo_roles": [(role.key, _(role.words)) for role in shown]}


ROUTES = [
    route("/sign-in", needs=PUBLIC, get=show, post=act),
    route("/sign-in/kept", needs=PUBLIC, post=keep),
    route("/sign-in/demo", needs=PUBLIC, post=enter_demonstration),
    route("/sign-out", needs=PUBLIC, post=leave),
]
