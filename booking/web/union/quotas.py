"""What quotas leave for the union: each from which its trips may draw, and why one would say no."""

from starlette.requests import Request
from starlette.responses import Response

from booking import quotas
from booking.web.quotas.words import STATES, UNITS, counted_words, period_words
from booking.web.union.door import union_route
from sites.foundation.pages import actor_of, page

PAGE = "pages/union/quotas.html"


async def show(request: Request) -> Response:
    by = actor_of(request)
    return page(
        request, PAGE, lines=await quotas.left_for(by), marks=STATES, units=UNITS,
        counted=counted_words, period=period_words,
    )  # fmt: skip


ROUTES = [union_route("/union/quotas", needs="quotas.see", get=show)]
