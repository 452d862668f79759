"""Deputies with dates: set by an approver for themselves, or by the administrator for anybody."""

from starlette.requests import Request
from starlette.responses import Response

from booking import people
from booking.web.people.account_page import draw_account
from booking.web.people.team_page import draw_team
from sites.foundation.errors import Refusal
from sites.foundation.forms import Day, Form, Line, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import PageUnknown, actor_of, redirect_saying, route


class OwnDeputyForm(Form):
    deputy: NeededLine
    starts_on: Day
    ends_on: Day


class DeputyForm(OwnDeputyForm):
    person: NeededLine


class EndForm(Form):
    standin: Line = ""


async def set_own(request: Request) -> Response:
    filled = await fill(request, OwnDeputyForm)
    if filled.value is None:
        return await draw_account(request, filled)
    actor = actor_of(request)
    team = await people.members(actor.organisation_id)
    me = next(one.public_id for one in team if one.user_id == actor.user_id)
    try:
        await people.set_deputy(people.Absence(me, **filled.value.model_dump()), by=actor)
    except Refusal as refusal:
        return await draw_account(request, filled, refusal)
    return redirect_saying(request, "/account", _("Saved."))


async def set_for_somebody(request: Request) -> Response:
    filled = await fill(request, DeputyForm)
    if filled.value is None:
        return await draw_team(request, filled)
    try:
        await people.set_deputy(people.Absence(**filled.value.model_dump()), by=actor_of(request))
    except Refusal as refusal:
        return await draw_team(request, filled, refusal)
    return redirect_saying(request, "/team", _("Saved."))


async def end_own(request: Request) -> Response:
    await _end(request)
    return redirect_saying(request, "/account", _("Ended."))


async def end_for_somebody(request: Request) -> Response:
    await _end(request)
    return redirect_saying(request, "/team", _("Ended."))


async def _end(request: Request) -> None:
    filled = await fill(request, EndForm)
    standin = filled.value.standin if filled.value else ""
    if not (standin.isascii() and standin.isdigit() and len(standin) < 10):
        raise PageUnknown
    await people.end_deputy(int(standin), by=actor_of(request))


ROUTES = [
    route("/account/deputies", needs="stays.approve", get=draw_account, post=set_own),
    route("/account/deputies/end", needs="stays.approve", post=end_own),
    route("/team/deputies", needs="team.manage", get=draw_team, post=set_for_somebody),
    route("/team/deputies/end", needs="team.manage", post=end_for_somebody),
]
