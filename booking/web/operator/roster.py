"""Who comes, for the base: names, numbers around the stay, and what differs from an earlier version of the list."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.rosters import DOCUMENTS, FIELDS, KINDS, SEXES, Revealed
from booking.web.operator.door import operator_route
from booking.web.operator.sight import seen
from sites.foundation.forms import Filled, Form, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page

PAGE = "pages/operator/roster.html"


class LookForm(Form):
    traveller: NeededLine
    reason: NeededLine


async def show(request: Request) -> Response:
    return await _draw(request)


async def reveal(request: Request) -> Response:
    """The full number stands in this one answer alone."""
    filled = await fill(request, LookForm)
    if filled.value is None:
        return await _draw(request, filled=filled)
    form = filled.value
    revealed = await stays.reveal_for_registration(
        str(request.path_params["stay"]), form.traveller, reason=form.reason, by=actor_of(request)
    )
    return await _draw(request, revealed=revealed)


async def _draw(
    request: Request, *, filled: Filled[Any] | None = None, revealed: Revealed | None = None
) -> Response:
    by, public_id = actor_of(request), str(request.path_params["stay"])
    asked = request.query_params.get("since", "")
    since = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else None
    form: Filled[Any] = filled or Filled()
    stay = await seen(public_id, by=by)
    return page(
        request, PAGE, status=422 if form.errors else 200, line=stay.line, form=form, revealed=revealed,
        list=await stays.list_for_base(public_id, since=since, by=by), reveals=by.may("rosters.reveal"),
        kinds=_words(KINDS), sexes=_words(SEXES), documents=_words(DOCUMENTS), fields=_words(FIELDS),
    )  # fmt: skip


def _words(table: dict[str, str]) -> dict[str, str]:
    return {code: _(msgid) for code, msgid in table.items()}


ROSTER = "/operator/stays/{stay}/roster"
ROUTES = [
    operator_route(ROSTER, needs="rosters.see", get=show),
    operator_route(f"{ROSTER}/reveal", needs="rosters.reveal", post=reveal),
]
