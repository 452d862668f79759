"""Making a hold longer, once."""

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.web.union.acting import done_or_again
from booking.web.union.door import stay_id, union_route
from sites.foundation.language import _
from sites.foundation.pages import actor_of


async def act(request: Request) -> Response:
    verb = stays.prolong(stay_id(request), by=actor_of(request))
    return await done_or_again(request, verb, words=_("The hold was prolonged."))


ROUTES = [union_route("/union/stays/{stay}/prolonging", needs="stays.book", post=act)]
