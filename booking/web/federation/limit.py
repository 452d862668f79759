"""How many people a base may receive on a day: what a new limit would do, then recording it with its reason."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking.web.federation.door import federation_route
from booking.web.people.again import again
from sites import calendar, listings
from sites.calendar import LimitPreview
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Count, Filled, Form, NeededLine, fill, posted
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying

PAGE, LOOK = "pages/federation/limit.html", "look"


class LookForm(Form):
    limit: Count
    seen: Count


class LimitForm(LookForm):
    why: Annotated[NeededLine, Field(max_length=200)]


async def show(request: Request) -> Response:
    return await _draw(request, Filled[LookForm]())


async def act(request: Request) -> Response:
    code, by = request.path_params["site"], actor_of(request)
    looks = (await posted(request)).get("act") == LOOK
    filled: Filled[LookForm] = await fill(request, LookForm if looks else LimitForm)
    given = filled.value
    if given is None:
        return again(request, PAGE, filled, **await _facts(request))
    try:
        if not isinstance(given, LimitForm):
            told = await calendar.preview_limit(code, given.limit, by=by)
            return await _draw(request, filled, told=told)
        await calendar.record_limit(code, given.limit, seen=given.seen, why=given.why, by=by)
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, PAGE, filled, refusal, **await _facts(request))
    words = _("From today on the base may receive %(limit)s people a day.", limit=given.limit)
    return redirect_saying(request, f"/federation/bases/{code}/limit", words)


async def _draw(
    request: Request, filled: Filled[LookForm], *, told: LimitPreview | None = None
) -> Response:
    return page(request, PAGE, form=filled, **{**await _facts(request), "told": told})


async def _facts(request: Request) -> dict[str, Any]:
    """Refused: SiteUnknown."""
    code = request.path_params["site"]
    site = await listings.profile(code)
    return {
        "site": site, "look": LOOK, "told": None, "history": await calendar.limits_of(site.id),
    }  # fmt: skip


ROUTES = [federation_route("/federation/bases/{site}/limit", needs="sites.limit", get=show, post=act)]  # fmt: skip
