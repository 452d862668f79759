"""The page of one stay, and the short text of it for a chat."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from booking import stays
from booking.web.union.chat import chat_text
from booking.web.union.door import stay_id, union_route
from booking.web.union.hub import draw_hub
from sites.foundation.pages import actor_of


async def show(request: Request) -> Response:
    return await draw_hub(request)


async def copy(request: Request) -> Response:
    """Plain text without anything personal, for those who cannot use the button."""
    page = await stays.page_of(stay_id(request), by=actor_of(request))
    text = chat_text(page.line, origin=request.app.state.settings.origin)
    return PlainTextResponse(text, headers={"Cache-Control": "no-store"})


ROUTES = [
    union_route("/union/stays/{stay}", needs="stays.see", get=show),
    union_route("/union/stays/{stay}/copy", needs="stays.see", get=copy),
]
