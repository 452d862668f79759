"""Between which unions somebody was found who goes twice: for the federation that both may ask."""

from starlette.requests import Request
from starlette.responses import Response

from booking import rosters
from booking.rosters import WHY
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, route

PAGE = "pages/federation/eligibility.html"


async def show(request: Request) -> Response:
    found = await rosters.found_between(by=actor_of(request))
    return page(request, PAGE, found=found, reasons={code: _(words) for code, words in WHY.items()})


ROUTES = [route("/federation/eligibility", needs="unions.verify", get=show)]
