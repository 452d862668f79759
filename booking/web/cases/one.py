"""The page of one case, drawn for its side, also after an act on it was refused."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import cases
from booking.web.cases.listing import root_of, said_in_time
from booking.web.side import Side
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page
from sites.foundation.words import say

PAGE = "pages/cases/one.html"


async def show(request: Request) -> Response:
    return await draw_case(request)


async def draw_case(
    request: Request, *, filled: Filled[Any] | None = None, refusal: Refusal | None = None
) -> Response:
    """The page; with a form that was not taken, that form again and its status."""
    if refusal is not None and refusal.kind in {Kind.UNKNOWN, Kind.FORBIDDEN}:
        raise refusal
    by = actor_of(request)
    found = await cases.case_page(request.path_params["case"], by=by)
    form: Filled[Any] = filled or Filled()
    if refusal is not None:
        form = form.with_error(refusal.field or "", say(refusal))
    status = refusal.status if refusal else 422 if form.errors else 200
    return page(
        request, PAGE, status=status, root=root_of(by), case=found.line, thread=found.messages, form=form,
        kind=_(cases.KINDS[found.line.kind]), channel=_(cases.CHANNELS[found.line.channel]),
        in_time=said_in_time(found.line), desk=by.kind,
    )  # fmt: skip


ROUTES = [
    Side(kind)(f"/{kind}/cases/{{case}}", needs="cases.see", get=show)
    for kind in ("union", "operator", "federation")
]
