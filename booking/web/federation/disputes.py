"""The host federation's list of disputed lines, and its decision about one."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.web.disputes.side_page import Words
from booking.web.disputes.words import SIDES, line_in_words, state_in_words
from booking.web.federation.door import federation_route
from booking.web.uploads import handed_out
from sites.foundation.amounts import Money
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Fen, Filled, Form, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.words import say

PAGE, PATH = "pages/disputes/deciding.html", "/federation/disputes"


class DecisionForm(Form):
    to: Fen
    note: Words


async def show(request: Request) -> Response:
    return await _draw(request, Filled())


async def decide(request: Request) -> Response:
    filled = await fill(request, DecisionForm)
    form = filled.value
    if form is None:
        return await _draw(request, filled)
    try:
        await stays.decide_dispute(
            request.path_params["dispute"], to=Money(form.to), note=form.note, by=actor_of(request)
        )
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return await _draw(request, filled.with_error(refusal.field or "", say(refusal)), refusal)
    return redirect_saying(
        request, PATH, _("Decided. Both sides are told, and the charge follows.")
    )


async def fetch(request: Request) -> Response:
    """A file that one of the sides sent up with it. Refused: DisputeUnknown."""
    paper = await stays.dispute_paper(
        request.path_params["dispute"], request.path_params["evidence"], by=actor_of(request)
    )
    return await handed_out(
        request, shown_name=paper.shown_name, stored_name=paper.stored_name, media_type=paper.media_type
    )  # fmt: skip


async def _draw(request: Request, form: Filled[Any], refusal: Refusal | None = None) -> Response:
    waiting = await stays.disputes_waiting()
    status = refusal.status if refusal else 422 if form.errors else 200
    return page(
        request, PAGE, status=status, form=form,
        disputes=[(one, line_in_words(one.line), state_in_words(one.state), _(SIDES[one.side])) for one in waiting],
        may_decide=actor_of(request).may("cases.answer"),
    )  # fmt: skip


ROUTES = [
    federation_route(f"{PATH}/{{dispute}}/papers/{{evidence}}", needs="cases.answer", get=fetch),
    federation_route(PATH, needs="cases.answer", get=show),
    federation_route(f"{PATH}/{{dispute}}/decision", needs="cases.answer", post=decide),
]
