"""Who approves within the union: up to three steps, and how much may change without asking again."""

from starlette.requests import Request
from starlette.responses import Response

from booking import people
from booking.web.people.team_page import draw_team
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.forms import Count, Form, Line, fill
from sites.foundation.language import _
from sites.foundation.pages import PageUnknown, actor_of, redirect_saying, route


class ApprovalForm(Form):
    step_1: Line = ""
    step_2: Line = ""
    step_3: Line = ""
    tolerance_percent: Count = 0
    tolerance_heads: Count = 0


async def set_approval(request: Request) -> Response:
    actor = actor_of(request)
    if actor.kind != "union":
        raise PageUnknown
    filled = await fill(request, ApprovalForm)
    if filled.value is None:
        return await draw_team(request, filled)
    form = filled.value
    chosen = [one for one in (form.step_1, form.step_2, form.step_3) if one]
    try:
        await people.set_approval(
            await _user_ids(chosen, actor), tolerance_percent=form.tolerance_percent,
            tolerance_heads=form.tolerance_heads, by=actor,
        )  # fmt: skip
    except Refusal as refusal:
        return await draw_team(request, filled, refusal)
    return redirect_saying(request, "/team", _("Saved."))


async def _user_ids(public_ids: list[str], actor: Actor) -> list[int]:
    ids = {one.public_id: one.user_id for one in await people.members(actor.organisation_id)}
    if not set(public_ids) <= ids.keys():
        raise PageUnknown
    return [ids[one] for one in public_ids]


ROUTES = [
    route("/team/approval", needs="team.manage", get=draw_team, post=set_approval),
]
