"""One stay as its operator sees it."""

from starlette.requests import Request
from starlette.responses import Response

from booking.web.operator.door import operator_route
from booking.web.operator.stay_page import draw_stay


async def show(request: Request) -> Response:
    return await draw_stay(request)


ROUTES = [operator_route("/operator/stays/{stay}", needs="stays.see", get=show)]
