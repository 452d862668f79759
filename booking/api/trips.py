"""Trips of several stays: held all or nothing, judged and counted once."""

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.api.acts import OF_HOLDS
from booking.api.door import actor_behind
from booking.api.keys import key_of
from booking.api.trip_shapes import TripAnswer, TripAsked
from booking.api.whole import whole
from sites.foundation.described import Operation
from sites.foundation.language import N_
from sites.foundation.replies import OWN, reply
from sites.foundation.requests import sent


async def hold(request: Request) -> Response:
    body = await sent(request, TripAsked)
    orders = [one.order for one in body.stays]
    made = await stays.hold_trip(orders, by=actor_behind(request), key=key_of(request, body))
    answer = await _trip(request, made.trip, made.stays, status=201)
    answer.headers["Location"] = f"/api/v1/trips/{made.trip}"
    return answer


async def show(request: Request) -> Response:
    trip = request.path_params["trip"]
    found = await stays.trip_page(trip, by=actor_behind(request))
    return await _trip(request, trip, [line.public_id for line in found.lines])


async def _trip(
    request: Request, trip: str, its_stays: Iterable[str], *, status: int = 200
) -> Response:
    by = actor_behind(request)
    answer = TripAnswer(id=trip, stays=[await whole(one, by=by) for one in its_stays])
    return reply(request, answer, status=status, cache=OWN)


OPERATIONS = [
    Operation(
        method="POST", path="/api/v1/trips", handler=hold, body=TripAsked, answer=TripAnswer,
        status=201, scope="stays.book",
        summary=N_("Hold several stays that follow one another as one trip, all or none"),
        codes=OF_HOLDS,
    ),
    Operation(
        method="GET", path="/api/v1/trips/{trip}", handler=show, answer=TripAnswer,
        scope="stays.see", summary=N_("One of the union's trips with its stays"),
        codes=("trip_unknown",),
    ),
]  # fmt: skip
