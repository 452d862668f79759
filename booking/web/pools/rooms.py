"""One rooming list of the whole group: own people by name, partners' as "unit B, man 2"."""

from starlette.requests import Request
from starlette.responses import Response

from booking.stays import pooling
from booking.web.pools.door import pool_id
from booking.web.showing import span
from booking.web.union.door import union_route
from sites.foundation.pages import actor_of, page

PAGE = "pages/union/pool_rooms.html"


async def show(request: Request) -> Response:
    by = actor_of(request)
    found = await pooling.pool_page(pool_id(request), by=by)
    parties = await pooling.rooms_of_pool(pool_id(request), by=by)
    line = found.line
    return page(
        request, PAGE, line=line, parties=parties, days=span(line.check_in, line.check_out), side="union"
    )  # fmt: skip


ROUTES = [union_route("/union/pools/{pool}/rooms", needs="rosters.see", get=show)]
