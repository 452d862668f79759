"""Declaring force majeure: an operator for its bases, the host federation for a base or a district."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from booking import stays
from booking.web.side import Side
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Day, Filled, Form, Line, NeededLine, fill
from sites.foundation.language import _, ngettext
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.words import say

PAGE = "pages/force_majeure.html"


class EventForm(Form):
    site: Annotated[Line, Field(max_length=30)] = ""
    district: Annotated[Line, Field(max_length=6)] = ""
    first_night: Day
    last_night: Day
    kind: NeededLine
    reason: Annotated[NeededLine, Field(max_length=300)]
    source: Annotated[NeededLine, Field(max_length=300)]


async def show(request: Request) -> Response:
    return await _draw(request, Filled())


async def declare(request: Request) -> Response:
    filled = await fill(request, EventForm)
    form = filled.value
    if form is None:
        return await _draw(request, filled)
    event = stays.Event(form.first_night, form.last_night, form.kind, form.reason, form.source)
    try:
        touched = await stays.declare_force_majeure(
            event, site=form.site, district=form.district, by=actor_of(request)
        )
    except Refusal as refusal:
        field = "site" if refusal.kind is Kind.UNKNOWN else refusal.field or ""
        return await _draw(request, filled.with_error(field, say(refusal)), refusal)
    words = ngettext("Declared. %(num)s group is touched and told.", "Declared. %(num)s groups are touched and told.", touched)  # fmt: skip
    return redirect_saying(request, _path(request), words)


async def withdraw(request: Request) -> Response:
    await stays.withdraw_force_majeure(request.path_params["declaration"], by=actor_of(request))
    return redirect_saying(request, _path(request), _("Withdrawn. What was done under it stands."))


def _path(request: Request) -> str:
    return f"/{actor_of(request).kind}/force-majeure"


async def _draw(request: Request, form: Filled[Any], refusal: Refusal | None = None) -> Response:
    by = actor_of(request)
    status = refusal.status if refusal else 422 if form.errors else 200
    return page(
        request, PAGE, status=status, form=form, root=_path(request), is_federation=by.kind != "operator",
        kinds=[(code, _(words)) for code, words in stays.FORCE_MAJEURE_KINDS.items()],
        declared=[(one, _(stays.FORCE_MAJEURE_KINDS[one.event.kind])) for one in await stays.declarations(by=by)],
    )  # fmt: skip


def force_majeure_routes(side: Side, kind: str, *, needs: str) -> list[Route]:
    root = f"/{kind}/force-majeure"
    return [
        side(root, needs=needs, get=show, post=declare),
        side(f"{root}/{{declaration}}/withdrawal", needs=needs, post=withdraw),
    ]
