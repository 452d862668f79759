"""Personal data of the union's people: how long lists are kept, who looked at full numbers, what was shredded."""

from typing import Annotated

from pydantic import BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking import rosters
from booking.rosters import Retention
from booking.web.union.door import union_route
from sites.foundation.forms import Filled, Form, clean_number, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.paging import number_from

PAGE, ADDRESS = "pages/union/privacy.html", "/union/personal-data"


class RetentionForm(Form):
    days: Annotated[int, BeforeValidator(clean_number), Field(ge=1, le=365)]
    years: Annotated[int, BeforeValidator(clean_number), Field(ge=0, le=10)] = 0


async def show(request: Request) -> Response:
    now = await rosters.retention_of(actor_of(request).organisation_id)
    raw = {"days": str(now.days), "years": str(now.years_between)}
    return await _draw(request, Filled(None, raw))


async def keep(request: Request) -> Response:
    filled = await fill(request, RetentionForm)
    if filled.value is None:
        return await _draw(request, filled)
    wanted = Retention(filled.value.days, filled.value.years)
    await rosters.set_retention(wanted, by=actor_of(request))
    return redirect_saying(request, ADDRESS, _("Kept; it holds for every list that is not shredded yet."))  # fmt: skip


async def _draw(request: Request, filled: Filled[RetentionForm]) -> Response:
    by, number = actor_of(request), number_from(request.query_params.get("page"))
    looks, total = await rosters.reveals_of_own(by=by, page=number)
    return page(
        request, PAGE, status=422 if filled.errors else 200, form=filled, looks=looks, total=total, number=number,
        shredded=await rosters.shredded_lists(by=by),
    )  # fmt: skip


ROUTES = [union_route(ADDRESS, needs="team.manage", get=show, post=keep)]
