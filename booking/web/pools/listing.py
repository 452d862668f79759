"""Pooled groups that are open to the union, and those in which it stands."""

from starlette.requests import Request
from starlette.responses import Response

from booking.stays import pooling
from booking.web.pools.offer import offer_of
from booking.web.pools.words import people_of, state_of
from booking.web.showing import span
from booking.web.union.door import union_route
from sites.foundation.pages import actor_of, page

PAGE = "pages/union/pools.html"


async def show(request: Request) -> Response:
    by = actor_of(request)
    offers = [await offer_of(request, line) for line in await pooling.open_pools(by)]
    own = await pooling.own_pools(by)
    return page(
        request, PAGE, offers=offers, own=own, books=by.may("stays.book"),
        people={one.public_id: people_of(one) for one in [*own, *(o.line for o in offers)]},
        days={one.public_id: span(one.check_in, one.check_out) for one in [*own, *(o.line for o in offers)]},
        states={one.public_id: state_of(one) for one in own},
    )  # fmt: skip


ROUTES = [union_route("/union/pools", needs="stays.see", get=show)]
