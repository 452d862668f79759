"""A trip of several stays: its page, and making its holds longer together."""

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.web.union.door import trip_id, trip_path, union_route
from booking.web.union.trip_page import draw_trip
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import _
from sites.foundation.pages import actor_of, redirect_saying


async def show(request: Request) -> Response:
    return await draw_trip(request)


async def prolong(request: Request) -> Response:
    try:
        await stays.prolong_trip(trip_id(request), by=actor_of(request))
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return await draw_trip(request, refusal=refusal)
    return redirect_saying(request, trip_path(request), _("The holds were prolonged."))


ROUTES = [
    union_route("/union/trips/{trip}", needs="stays.see", get=show),
    union_route("/union/trips/{trip}/prolonging", needs="stays.book", post=prolong),
]
