"""An inquiry whose nights went to another group: what is free instead, and the one click onto the waiting list."""

from starlette.requests import Request
from starlette.responses import Response

from booking.stays import waiting
from booking.web.union.door import stay_id, union_route
from booking.web.union.hub import draw_hub
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, redirect_saying


async def act(request: Request) -> Response:
    try:
        made = await waiting.wait_instead(
            stay_id(request), by=actor_of(request), key=await form_key(request)
        )
    except Refusal as refusal:
        if refusal.kind in {Kind.UNKNOWN, Kind.FORBIDDEN}:
            raise
        return await draw_hub(request, refusal=refusal)
    words = _("You stand on the waiting list. Nothing is held yet.")
    return redirect_saying(request, f"/union/waiting/{made}", words)


async def show(request: Request) -> Response:
    return await draw_hub(request)


ROUTES = [
    union_route("/union/stays/{stay}/waiting", needs="stays.book", get=show, post=act),
]
