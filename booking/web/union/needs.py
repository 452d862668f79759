"""What rooming and the kitchen must know of one person, as a form of its own."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator
from starlette.requests import Request
from starlette.responses import Response

from booking import rosters, stays
from booking.rosters import DIETS, Needs, TravellerUnknown
from booking.rosters.needs import NOTHING
from booking.stays import rooming
from booking.web.people.again import again
from booking.web.union.door import stay_id, stay_path, union_route
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, Line, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying

PAGE = "pages/union/needs.html"


def _nothing(value: object) -> object:
    return None if value == "" else value


Day = Annotated[date | None, BeforeValidator(_nothing)]


class NeedsForm(Form):
    department: Line = ""
    bond: Line = ""
    diet: Literal["", "vegetarian", "halal", "light", "low_sugar", "soft"] = ""
    care: Line = ""
    arrives_on: Day = None
    leaves_on: Day = None


async def show(request: Request) -> Response:
    context = await _context(request)
    needs: Needs = context["needs"]
    raw = {name: str(getattr(needs, name) or "") for name in NeedsForm.model_fields}
    return page(request, PAGE, form=Filled[NeedsForm](None, raw), **context)


async def write(request: Request) -> Response:
    filled = await fill(request, NeedsForm)
    if filled.value is None:
        return again(request, PAGE, filled, **await _context(request))
    form = filled.value
    needs = Needs(
        form.department[:40], form.bond[:20], form.diet, form.care[:60], form.arrives_on, form.leaves_on
    )  # fmt: skip
    traveller = str(request.path_params["traveller"])
    try:
        await rooming.write_needs(stay_id(request), traveller, needs, by=actor_of(request))
    except Refusal as refusal:
        if refusal.kind in (Kind.UNKNOWN, Kind.FORBIDDEN):
            raise
        return again(request, PAGE, filled, refusal, **await _context(request))
    return redirect_saying(request, stay_path(request, "/rooming"), _("Kept. Lay the rooms again where it matters."))  # fmt: skip


async def _context(request: Request) -> dict[str, Any]:
    by = actor_of(request)
    found = await stays.page_of(stay_id(request), by=by)
    shown = await rooming.rooming_of(stay_id(request), by=by, picked=str(request.path_params["traveller"]))  # fmt: skip
    if shown.picked is None:
        raise TravellerUnknown
    known = await rosters.needs_of_party(found.party_id)
    return {
        "line": found.line, "person": shown.picked, "needs": known.get(shown.picked.id, NOTHING),
        "diets": [(code, _(words)) for code, words in DIETS.items()],
    }  # fmt: skip


ROUTES = [
    union_route(
        "/union/stays/{stay}/rooming/people/{traveller}",
        needs="rosters.write",
        get=show,
        post=write,
    ),
]
