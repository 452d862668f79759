"""The administrator's page: who is here with which roles, invitations, deputies, steps of approval."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import people
from booking.web.people.again import again
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, viewer_of

PAGE = "pages/people/team.html"


async def draw_team(
    request: Request, filled: Filled[Any] | None = None, refusal: Refusal | None = None
) -> Response:
    """The page; with a form that was not accepted, that form again."""
    context = await _context(request)
    if filled is None:
        return page(request, PAGE, form=Filled[Any](), **context)
    return again(request, PAGE, filled, refusal, **context)


async def _context(request: Request) -> dict[str, Any]:
    actor, viewer = actor_of(request), viewer_of(request)
    desk = viewer.kind if viewer else actor.kind
    team = await people.members(actor.organisation_id)
    approval = await people.approval_of(actor.organisation_id)
    ids = {one.user_id: one.public_id for one in team}
    return {
        "team": team,
        "me": actor.user_id,
        "role_words": {role: _(people.ROLES[role]) for role in people.roles_of(desk)},
        "people": [(one.public_id, one.name) for one in team],
        "approvers": [(one.public_id, one.name) for one in team if "approver" in one.roles],
        "standins": await people.standins(actor.organisation_id),
        "approval": approval,
        "steps": [ids.get(step, "") for step in approval.steps],
        "is_union": desk == "union",
    }
