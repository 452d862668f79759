"""Recording that the paper contract is sealed by both sides."""

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.web.union.acting import done_or_again
from booking.web.union.door import stay_id, union_route
from sites.foundation.language import _
from sites.foundation.pages import actor_of


async def act(request: Request) -> Response:
    verb = stays.seal_contract(stay_id(request), by=actor_of(request))
    words = _("The sealed contract is on record.")
    return await done_or_again(request, verb, words=words, anchor="#papers")


ROUTES = [union_route("/union/stays/{stay}/contract", needs="stays.book", post=act)]
