"""One stay whole: what it is answered with, and what an act's If-Match is compared with."""

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.api.amendments_answered import StayWhole, stay_whole
from booking.api.door import actor_behind
from sites.foundation.actor import Actor
from sites.foundation.replies import OWN, reply


async def whole(stay: str, *, by: Actor) -> StayWhole:
    return stay_whole(await stays.record_of(stay, by=by), await stays.nights_of(stay, by=by))


async def whole_stay(request: Request, stay: str, *, status: int = 200) -> Response:
    found = await whole(stay, by=actor_behind(request))
    return reply(request, found, status=status, cache=OWN)
