"""Reading an organisation's own stays: the list, one of them, and what cancelling it would cost."""

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.api.amendments_answered import StayWhole
from booking.api.answered import (
    CancellationAnswer,
    StayList,
    cancellation_answer,
    stay_list,
)
from booking.api.asked import StaysAsked
from booking.api.door import actor_behind
from booking.api.whole import whole_stay
from booking.stays import State
from sites.foundation.described import Operation
from sites.foundation.language import N_
from sites.foundation.replies import OWN, reply
from sites.foundation.requests import asked


async def list_stays(request: Request) -> Response:
    query = asked(request, StaysAsked)
    found = await stays.records_of(
        actor_behind(request), states=[State(name) for name in query.state],
        after=query.cursor, limit=query.limit,
    )  # fmt: skip
    return reply(request, stay_list(found), cache=OWN)


async def show_stay(request: Request) -> Response:
    return await whole_stay(request, request.path_params["stay"])


async def show_cancellation(request: Request) -> Response:
    preview = await stays.preview_cancellation(
        request.path_params["stay"], by=actor_behind(request)
    )
    return reply(request, cancellation_answer(preview), cache=OWN)


OPERATIONS = [
    Operation(
        method="GET", path="/api/v1/stays", handler=list_stays, query=StaysAsked, answer=StayList,
        scope="stays.see", summary=N_("The organisation's own group stays, the newest first"),
        codes=("query_invalid", "cursor_unknown"),
    ),
    Operation(
        method="GET", path="/api/v1/stays/{stay}", handler=show_stay, answer=StayWhole,
        scope="stays.see", summary=N_("One group stay, with the five numbers of each night"), codes=("stay_unknown",),
    ),
    Operation(
        method="GET", path="/api/v1/stays/{stay}/cancellation", handler=show_cancellation,
        answer=CancellationAnswer, scope="stays.book",
        summary=N_("What cancelling the stay would cost now"), codes=("stay_unknown",),
    ),
]  # fmt: skip
