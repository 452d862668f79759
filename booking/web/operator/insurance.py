"""Insurance at the door: what lacks, and why the group is received all the same. Counting never waits for it."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking.rosters.insurance import LACKING
from booking.stays import insuring
from booking.web.operator.door import operator_route
from booking.web.operator.sight import seen
from booking.web.people.again import again
from sites.foundation.forms import Filled, Form, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying

PAGE = "pages/operator/insurance.html"


class ReasonForm(Form):
    reason: NeededLine


async def show(request: Request) -> Response:
    return page(request, PAGE, form=Filled[ReasonForm](), **await _context(request))


async def note(request: Request) -> Response:
    filled = await fill(request, ReasonForm)
    if filled.value is None:
        return again(request, PAGE, filled, **await _context(request))
    stay = request.path_params["stay"]
    await insuring.note_uninsured(stay, filled.value.reason, by=actor_of(request))
    return redirect_saying(request, f"/operator/stays/{stay}/arrivals", _("The reason is kept; the union is told."))  # fmt: skip


async def _context(request: Request) -> dict[str, Any]:
    by, stay_id = actor_of(request), request.path_params["stay"]
    stay = await seen(stay_id, by=by)
    return {
        "line": stay.line, "insured": await insuring.insured(stay_id, by=by),
        "lacking": {code: _(words) for code, words in LACKING.items()},
    }  # fmt: skip


INSURANCE = "/operator/stays/{stay}/insurance"
ROUTES = [
    operator_route(INSURANCE, needs="rosters.see", get=show),
    operator_route(f"{INSURANCE}/reason", needs="stays.receive", post=note),
]
