"""Several batches of one plan, held in one request: each a trip of its own, all or none."""

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.api.acts import OF_HOLDS
from booking.api.door import actor_behind
from booking.api.keys import key_of
from booking.api.trip_shapes import BatchesAnswer, BatchesAsked
from booking.api.whole import whole
from sites.foundation.described import Operation
from sites.foundation.language import N_
from sites.foundation.replies import OWN, reply
from sites.foundation.requests import sent


async def hold(request: Request) -> Response:
    body, by = await sent(request, BatchesAsked), actor_behind(request)
    orders = [one.order for one in body.batches]
    held = await stays.hold_batches(orders, whole=True, by=by, key=key_of(request, body))
    answer = BatchesAnswer(batches=[await whole(one.stay, by=by) for one in held])
    made = reply(request, answer, status=201, cache=OWN)
    made.headers["Location"] = f"/api/v1/stays/{held[0].stay}"
    return made


OPERATIONS = [
    Operation(
        method="POST", path="/api/v1/batches", handler=hold, body=BatchesAsked,
        answer=BatchesAnswer, status=201, scope="stays.book",
        summary=N_("Hold several batches of one plan, each as a trip of its own, all or none"),
        codes=(*OF_HOLDS, "holds_not_enough"),
    ),
]  # fmt: skip
