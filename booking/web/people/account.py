"""Acts on the own account: name, language of mails, password, sessions, and moving between organisations."""

from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

from booking import people
from booking.web.people.account_page import draw_account, present_viewer
from booking.web.people.entering import Password, PersonName, address_of, agent_of, keep_session
from sites.foundation.errors import Refusal
from sites.foundation.forms import Form, Line, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import PageUnknown, page, redirect, redirect_saying, route

SWITCH = "pages/people/switch.html"


class ProfileForm(Form):
    name: PersonName
    language: Line


class PasswordForm(Form):
    present: Password
    new: Password
    ends_others: Literal["", "1"] = ""


class PhoneForm(Form):
    phone: Line = ""


class SessionForm(Form):
    handle: Line = ""


class SwitchForm(Form):
    organisation: NeededLine


async def show(request: Request) -> Response:
    return await draw_account(request)


async def change_profile(request: Request) -> Response:
    filled = await fill(request, ProfileForm)
    if filled.value is None:
        return await draw_account(request, filled)
    form = filled.value
    await people.change_profile(
        name=form.name, language=form.language, viewer=present_viewer(request)
    )
    return redirect_saying(request, "/account", _("Saved."))


async def change_phone(request: Request) -> Response:
    filled = await fill(request, PhoneForm)
    if filled.value is None:
        return await draw_account(request, filled)
    try:
        await people.change_phone(filled.value.phone, viewer=present_viewer(request))
    except Refusal as refusal:
        return await draw_account(request, filled, refusal)
    return redirect_saying(request, "/account", _("Saved."))


async def change_password(request: Request) -> Response:
    filled = await fill(request, PasswordForm)
    if filled.value is None:
        return await draw_account(request, filled)
    form = filled.value
    try:
        await people.change_password(
            form.present, form.new, ends_others=form.ends_others == "1",
            address=address_of(request), viewer=present_viewer(request),
        )  # fmt: skip
    except Refusal as refusal:
        return await draw_account(request, filled, refusal)
    return redirect_saying(request, "/account", _("The password is changed."))


async def end_session(request: Request) -> Response:
    """The named session, or all others where none is named."""
    handle = (await fill(request, SessionForm)).sound.handle
    if not handle:
        await people.revoke_other_sessions(present_viewer(request))
    elif not await people.revoke_session(handle, viewer=present_viewer(request)):
        raise PageUnknown
    return redirect_saying(request, "/account", _("Ended."))


async def show_switch(request: Request) -> Response:
    viewer = present_viewer(request)
    mine = await people.belongings(viewer.actor.user_id)
    places = [(one, ", ".join(_(people.ROLES[role]) for role in one.roles)) for one in mine]
    return page(request, SWITCH, places=places, present=viewer.actor.organisation_id)


async def switch(request: Request) -> Response:
    filled = await fill(request, SwitchForm)
    wanted = filled.raw.get("organisation", "")
    entered = await people.switch(wanted, viewer=present_viewer(request), agent=agent_of(request))
    response = redirect(entered.home)
    keep_session(request, response, entered.token)
    return response


ROUTES = [
    route("/account", needs="account.own", get=show),
    route("/account/profile", needs="account.own", get=show, post=change_profile),
    route("/account/phone", needs="account.own", get=show, post=change_phone),
    route("/account/password", needs="account.own", get=show, post=change_password),
    route("/account/sessions", needs="account.own", post=end_session),
    route("/account/switch", needs="account.own", get=show_switch, post=switch),
]
