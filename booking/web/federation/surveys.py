"""Surveys of completed stays for the host federation, and from how many points down a case is opened."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking.stays import surveying
from booking.stays.surveying import Term
from booking.web.federation.door import federation_route
from booking.web.people.again import again
from sites.foundation.errors import Refusal
from sites.foundation.forms import Count, Filled, Form, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying

PAGE, ADDRESS = "pages/federation/surveys.html", "/federation/surveys"


class TermForm(Form):
    threshold: Count
    least: Count


async def show(request: Request) -> Response:
    now = await surveying.term_now()
    raw = {"threshold": str(now.threshold), "least": str(now.least)}
    return page(request, PAGE, form=Filled[TermForm](None, raw), **await _context(request))


async def keep(request: Request) -> Response:
    filled = await fill(request, TermForm)
    if filled.value is None:
        return again(request, PAGE, filled, **await _context(request))
    wanted = Term(filled.value.threshold, filled.value.least)
    try:
        await surveying.set_term(wanted, by=actor_of(request))
    except Refusal as refusal:
        return again(request, PAGE, filled, refusal, **await _context(request))
    return redirect_saying(request, ADDRESS, _("Kept; it holds for every survey that is not over yet."))  # fmt: skip


async def _context(request: Request) -> dict[str, Any]:
    by = actor_of(request)
    return {"results": await surveying.results(by=by), "sets": by.may("cases.answer")}


ROUTES = [
    federation_route(ADDRESS, needs="cases.see", get=show),
    federation_route(f"{ADDRESS}/term", needs="cases.answer", post=keep),
]
