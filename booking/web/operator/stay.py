"""One stay as its operator sees it."""

from starlette.requests import Request
from starlette.responses import Response

from booking.web.operator.stay_page import draw_stay
from sites.foundation.pages import route


async def show(request: Request) -> Response:
    return await draw_stay(request)


ROUTES = [route("/operator/stays/{stay}", needs="stays.see", get=show)]
