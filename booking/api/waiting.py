"""Waiting lists for programs: joining, reading with place and reason, leaving."""

from starlette.requests import Request
from starlette.responses import Response

from booking.api.door import actor_behind
from booking.api.keys import key_of
from booking.api.waiting_shapes import WaitAnswer, WaitAsked, WaitList, wait_answer, wait_list
from booking.stays import waiting
from booking.stays.waiting import Fate
from booking.stays.waiting.refusals import WaitEnded
from sites.foundation.described import Operation
from sites.foundation.language import N_
from sites.foundation.replies import OWN, reply
from sites.foundation.requests import sent


async def join(request: Request) -> Response:
    body = await sent(request, WaitAsked)
    made = await waiting.join(body.order, by=actor_behind(request), key=key_of(request, body))
    answer = await _wait(request, made, status=201)
    answer.headers["Location"] = f"/api/v1/waiting/{made}"
    return answer


async def list_waits(request: Request) -> Response:
    return reply(request, wait_list(await waiting.waits_of(actor_behind(request))), cache=OWN)


async def show_wait(request: Request) -> Response:
    return await _wait(request, request.path_params["wait"])


async def leave(request: Request) -> Response:
    """Asked twice, it is left once; the second answer is the first's."""
    wait, by = request.path_params["wait"], actor_behind(request)
    try:
        await waiting.leave(wait, by=by)
    except WaitEnded:
        if (await waiting.wait_of(wait, by=by)).fate is not Fate.LEFT:
            raise
    return await _wait(request, wait)


async def _wait(request: Request, wait: str, *, status: int = 200) -> Response:
    found = await waiting.page_of_wait(wait, by=actor_behind(request))
    return reply(request, wait_answer(found.line, found.standings), status=status, cache=OWN)


OPERATIONS = [
    Operation(
        method="POST", path="/api/v1/waiting", handler=join, body=WaitAsked, answer=WaitAnswer,
        status=201, scope="stays.book", summary=N_("Join the waiting lists of up to five bases"),
        codes=(
            "offer_unknown", "rooms_unknown", "beds_too_few", "date_over", "nights_not_opened",
            "wait_window_unfit", "wait_day_unfit", "site_named_twice", "site_never_fits",
            "room_is_there", "waiting_not_verified", "too_many_waits",
        ),
    ),
    Operation(
        method="GET", path="/api/v1/waiting", handler=list_waits, answer=WaitList,
        scope="stays.see", summary=N_("The organisation's entries on waiting lists, open ones first"),
    ),
    Operation(
        method="GET", path="/api/v1/waiting/{wait}", handler=show_wait, answer=WaitAnswer,
        scope="stays.see", codes=("wait_unknown",),
        summary=N_("One entry, with its place on each list and what is missing"),
    ),
    Operation(
        method="DELETE", path="/api/v1/waiting/{wait}", handler=leave, answer=WaitAnswer,
        scope="stays.book", summary=N_("Leave the waiting list"), codes=("wait_unknown", "wait_ended"),
    ),
]  # fmt: skip
