"""Asking one's own approvers for a held stay."""

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.web.union.door import stay_id, stay_path, union_route
from booking.web.union.submission import draw_submission
from sites.foundation.errors import Refusal
from sites.foundation.language import _
from sites.foundation.pages import actor_of, redirect_saying


async def ask(request: Request) -> Response:
    try:
        await stays.ask_approval(stay_id(request), by=actor_of(request))
    except Refusal as refusal:
        return await draw_submission(request, refusal=refusal)
    return redirect_saying(request, stay_path(request, "/submission"), _("Approval was asked for."))


ROUTES = [union_route("/union/stays/{stay}/approval", needs="stays.book", post=ask)]
