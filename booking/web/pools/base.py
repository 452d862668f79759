"""The whole pooled group for the base that receives it: its unions beside each other, and one rooming list."""

from starlette.requests import Request
from starlette.responses import Response

from booking.stays import pooling
from booking.web.operator.door import operator_route
from booking.web.pools.door import pool_id
from booking.web.pools.words import people_of, state_of
from booking.web.showing import span
from sites.foundation.pages import actor_of, page

PAGE, ROOMS = "pages/operator/pool.html", "pages/union/pool_rooms.html"


async def show(request: Request) -> Response:
    by = actor_of(request)
    found = await pooling.pool_for_base(pool_id(request), by=by)
    line = found.line
    return page(
        request, PAGE, pool=found, line=line, people=people_of(line), state=state_of(line),
        days=span(line.check_in, line.check_out), sees_names=by.may("rosters.see"),
    )  # fmt: skip


async def show_rooms(request: Request) -> Response:
    by = actor_of(request)
    found = await pooling.pool_for_base(pool_id(request), by=by)
    parties = await pooling.rooms_for_base(pool_id(request), by=by)
    line = found.line
    return page(
        request, ROOMS, line=line, parties=parties, days=span(line.check_in, line.check_out), side="operator"
    )  # fmt: skip


ROUTES = [
    operator_route("/operator/pools/{pool}", needs="stays.see", get=show),
    operator_route("/operator/pools/{pool}/rooms", needs="rosters.see", get=show_rooms),
]
