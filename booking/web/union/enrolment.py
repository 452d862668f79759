"""Sign-up by members: the link and its square, what is offered, who signed up, and the union's answers."""

from functools import partial
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.rosters import DIETS
from booking.rosters.enrolling import name_approver
from booking.stays import enrolling
from booking.stays.enrolling import EnrolmentPage, Offer
from booking.web.enrolment.words import ELIGIBILITY, STATES, TONES
from booking.web.people.again import again
from booking.web.showing.squares import square
from booking.web.union.door import stay_id, stay_path, union_route
from booking.web.union.may import may_of
from sites.foundation import clock
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import (
    Count,
    Day,
    Filled,
    Form,
    MaybeCount,
    NeededLine,
    clean_text,
    fill,
)
from sites.foundation.language import _, ngettext
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.rendering import href

PAGE, POSTER = "pages/union/enrolment.html", "pages/union/enrolment_poster.html"


class OfferForm(Form):
    places: Count
    closes_on: Day
    family_most: Count = 0
    note: Annotated[str, BeforeValidator(clean_text), Field(max_length=300)] = ""


class AnswerForm(Form):
    application: NeededLine
    act: Literal["approve", "decline"]


class ApproverForm(Form):
    department: NeededLine
    person: MaybeCount = None


async def show(request: Request) -> Response:
    shown = await enrolling.enrolment_of(stay_id(request), by=actor_of(request))
    return page(request, PAGE, form=Filled[OfferForm](None, _raw(shown)), **await _context(request, shown))  # fmt: skip


async def offer(request: Request) -> Response:
    """Open, or change what is open."""
    filled = await fill(request, OfferForm)
    if filled.value is None:
        return again(request, PAGE, filled, **await _context(request))
    form = filled.value
    wanted = Offer(form.places, form.closes_on, form.family_most, form.note)
    try:
        await enrolling.open_enrolment(stay_id(request), wanted, by=actor_of(request))
    except Refusal as refusal:
        return await _again(request, filled, refusal)
    return _said(request, _("Open to members. Hand out the link or the square."))


async def close(request: Request) -> Response:
    await enrolling.close_enrolment(stay_id(request), by=actor_of(request))
    return _said(request, _("The link is dead. Whoever signed up still gets an answer."))


async def answer(request: Request) -> Response:
    filled = await fill(request, AnswerForm)
    form = filled.value or AnswerForm.model_construct(application="", act="approve")
    try:
        if form.act == "approve":
            added = await enrolling.approve_application(
                stay_id(request), form.application, by=actor_of(request)
            )
            words = ngettext("%(num)s person is on the list now.", "%(num)s people are on the list now.", added)  # fmt: skip
        else:
            why = filled.raw.get(f"why-{form.application}", "")[:200]
            await enrolling.decline_application(
                stay_id(request), form.application, why=why, by=actor_of(request)
            )
            words = _("Declined; what is personal of the entry is deleted.")
    except Refusal as refusal:
        return await _again(request, filled, refusal)
    return _said(request, words)


async def name(request: Request) -> Response:
    """Who answers for a department, for all trips of the union."""
    filled = await fill(request, ApproverForm)
    await stays.page_of(stay_id(request), by=actor_of(request))
    if filled.value is None:
        return again(request, PAGE, filled, **await _context(request))
    try:
        await name_approver(filled.value.department, filled.value.person or 0, by=actor_of(request))
    except Refusal as refusal:
        return await _again(request, filled, refusal)
    return _said(request, _("Kept, for every trip of your union."))


async def poster(request: Request) -> Response:
    """A sheet for the notice board: the square, the trip, the last day."""
    return page(request, POSTER, **{**await _context(request), "square": partial(square, scale=9)})


async def _again(request: Request, filled: Filled[Any], refusal: Refusal) -> Response:
    if refusal.kind in (Kind.UNKNOWN, Kind.FORBIDDEN):
        raise refusal
    return again(request, PAGE, filled, refusal, **await _context(request))


async def _context(request: Request, shown: EnrolmentPage | None = None) -> dict[str, Any]:
    by = actor_of(request)
    found = await stays.page_of(stay_id(request), by=by)
    shown = shown or await enrolling.enrolment_of(stay_id(request), by=by)
    origin = request.app.state.settings.origin
    return {
        "line": found.line, "may": may_of(found, by=by), "shown": shown, "square": partial(square, scale=5),
        "link": f"{origin}{href(f'/enrolment/{shown.secret}')}" if shown.secret else "",
        "states": {code: _(words) for code, words in STATES.items()}, "tones": TONES,
        "verdicts": {code: _(words) for code, words in ELIGIBILITY.items()},
        "diets": {code: _(words) for code, words in DIETS.items()}, "today": clock.today(),
    }  # fmt: skip


def _raw(shown: EnrolmentPage) -> dict[str, str]:
    values = {"places": shown.places, "closes_on": shown.closes_on or "", "family_most": shown.family_most, "note": shown.note}  # fmt: skip
    return {name: str(value) for name, value in values.items()}


def _said(request: Request, words: str) -> Response:
    return redirect_saying(request, stay_path(request, "/enrolment"), words)


ENROLMENT = "/union/stays/{stay}/enrolment"
ROUTES = [
    union_route(ENROLMENT, needs="rosters.see", get=show),
    union_route(f"{ENROLMENT}/offer", needs="rosters.write", post=offer),
    union_route(f"{ENROLMENT}/closing", needs="rosters.write", post=close),
    union_route(f"{ENROLMENT}/answers", needs="rosters.see", post=answer),
    union_route(f"{ENROLMENT}/departments", needs="rosters.write", post=name),
    union_route(f"{ENROLMENT}/poster", needs="rosters.see", get=poster),
]
