"""Yes or no to a submission; a no shows first which rooms return and what goes back to the fen."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking import money, stays
from booking.stays import State, StayLine
from booking.web.operator.door import operator_route
from booking.web.operator.requests import answer_clock
from booking.web.operator.sight import seen
from booking.web.operator.stay_page import draw_refused, draw_stay
from booking.web.operator.today import by_code
from booking.web.people.again import again
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, NeededLine, Text, fault, fill
from sites.foundation.language import N_, _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.listings import profiles_of

DECLINE = "pages/operator/decline.html"


def known_reason(reason: str) -> str:
    if reason not in stays.DECLINE_REASONS:
        raise fault(N_("Choose one of the options"))
    return reason


class DeclineForm(Form):
    reason: Annotated[NeededLine, AfterValidator(known_reason)]
    note: Annotated[Text, Field(max_length=600)] = ""


async def accept(request: Request) -> Response:
    stay = request.path_params["stay"]
    try:
        await stays.accept(stay, by=actor_of(request))
    except Refusal as refusal:
        return await draw_refused(request, refusal)
    words = _("Accepted. The stay is confirmed as soon as nothing else is missing.")
    return redirect_saying(request, f"/operator/stays/{stay}", words)


async def grant(request: Request) -> Response:
    stay = request.path_params["stay"]
    try:
        await stays.grant(stay, by=actor_of(request))
    except Refusal as refusal:
        return await draw_refused(request, refusal)
    words = _("The rooms are held for the union. Its submission needs no second answer.")
    return redirect_saying(request, f"/operator/stays/{stay}", words)


async def show_decline(request: Request) -> Response:
    return page(request, DECLINE, form=Filled[DeclineForm](), **await _preview(request))


async def decline(request: Request) -> Response:
    stay, by = request.path_params["stay"], actor_of(request)
    filled = await fill(request, DeclineForm)
    if filled.value is None:
        return again(request, DECLINE, filled, **await _preview(request))
    try:
        await stays.decline(stay, reason=filled.value.reason, note=filled.value.note, by=by)
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, DECLINE, filled, refusal, **await _preview(request))
    words = _("Declined. The union has been told why, and whatever was held is free again.")
    return redirect_saying(request, "/operator", words)


async def _preview(request: Request) -> dict[str, Any]:
    by = actor_of(request)
    stay = await seen(request.path_params["stay"], by=by)
    sites = by_code(await profiles_of(by.organisation_id))
    return {
        "stay": stay,
        "is_open": _is_open(stay.line),
        "clock": answer_clock(stay.line, sites.get(stay.line.site_code)),
        "reasons": [(code, _(words)) for code, words in stays.DECLINE_REASONS.items()],
        "account": await money.account_of(stay.id),
    }


def _is_open(line: StayLine) -> bool:
    is_submission = line.state is State.SUBMITTED and (line.accepted_at is None or line.missing)
    return line.state is State.INQUIRY or bool(is_submission)


ROUTES = [
    operator_route("/operator/stays/{stay}/grant", needs="stays.answer", get=draw_stay, post=grant),
    operator_route(
        "/operator/stays/{stay}/acceptance", needs="stays.answer", get=draw_stay, post=accept
    ),
    operator_route(
        "/operator/stays/{stay}/decline", needs="stays.answer", get=show_decline, post=decline
    ),
]
