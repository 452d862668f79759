"""The page of the own account: name, language, password, sessions, and deputies of those who approve."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import people
from booking.web.people.again import again
from sites.foundation import clock
from sites.foundation.actor import Viewer
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled
from sites.foundation.language import LOCALES
from sites.foundation.pages import NotAllowed, page, viewer_of

PAGE = "pages/people/account.html"


async def draw_account(
    request: Request, filled: Filled[Any] | None = None, refusal: Refusal | None = None
) -> Response:
    """The page; with a form that was not accepted, that form again."""
    context = await _context(request)
    if filled is None:
        return page(request, PAGE, form=Filled[Any](), **context)
    return again(request, PAGE, filled, refusal, **context)


def present_viewer(request: Request) -> Viewer:
    viewer = viewer_of(request)
    if viewer is None:
        raise NotAllowed
    return viewer


async def _context(request: Request) -> dict[str, Any]:
    viewer = present_viewer(request)
    actor = viewer.actor
    approves = actor.may("stays.approve")
    team = await people.members(actor.organisation_id) if approves else []
    standins = await people.standins(actor.organisation_id) if approves else []
    consents = actor.may("team.manage") and actor.kind in people.CLERICAL
    return {
        "may_consent": consents,
        "consents": await people.consents_of(actor.organisation_id) if consents else [],
        "today": clock.today(),
        "has_calendar": actor.kind == "union" and actor.may("stays.see"),
        "calendar_since": await people.feed_made_at("groups", is_personal=True, by=actor),
        "phone": people.masked(await people.phone_of(actor.user_id)),
        "account": await people.own_account(viewer),
        "sessions": await people.own_sessions(viewer),
        "has_choice": len(await people.belongings(actor.user_id)) > 1,
        "languages": list(zip(LOCALES, ("中文", "English"), strict=True)),
        "approves": approves,
        "colleagues": [
            (one.public_id, one.name)
            for one in team
            if one.user_id != actor.user_id and "approver" in one.roles
        ],
        "standins": [one for one in standins if one.user_id == actor.user_id],
    }
