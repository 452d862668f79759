"""One trip as its agency prepares it: the list masked, the coach, the insurance, and the word to the union."""

from collections.abc import Awaitable
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking.rosters import DOCUMENTS, KINDS, SEXES
from booking.rosters.insurance import LACKING, Policy
from booking.stays import mandates
from booking.stays.mandates import Coach
from booking.stays.papers import StoredUpload
from booking.web.agency.door import agency_route, mandate_id, mandate_path
from booking.web.showing import span
from booking.web.uploads import maybe_kept_file
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import (
    Filled,
    Form,
    Line,
    MaybeFen,
    NeededLine,
    clean_number,
    clean_text,
    fill,
)
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, page, redirect_saying
from sites.foundation.words import say

PAGE, UPLOAD = "pages/agency/trip.html", 7 * 1024 * 1024
Seats = Annotated[int, BeforeValidator(clean_number), Field(ge=1, le=500)]
Heads = Annotated[int, BeforeValidator(clean_number), Field(ge=1, le=9999)]


class CoachForm(Form):
    company: NeededLine
    plate: Line = ""
    seats: Seats
    meeting: Line = ""
    leaves_at: Line = ""


class PolicyForm(Form):
    insurer: NeededLine
    number: NeededLine
    heads: Heads
    cover: MaybeFen = None
    medical: MaybeFen = None
    starts_on: date
    ends_on: date


class PreparedForm(Form):
    note: Annotated[str, BeforeValidator(clean_text), Field(max_length=300)] = ""


async def show(request: Request) -> Response:
    return await _draw(request)


async def coach(request: Request) -> Response:
    filled = await fill(request, CoachForm)
    if filled.value is None:
        return await _draw(request, filled=filled)
    entered = Coach(**filled.value.model_dump())
    verb = mandates.enter_coach(mandate_id(request), entered, by=actor_of(request))
    return await _done(request, verb, filled, _("The coach is on record; the union sees it."))


async def insure(request: Request) -> Response:
    filled = await fill(request, PolicyForm)
    if filled.value is None:
        return await _draw(request, filled=filled)
    form = filled.value
    policy = Policy(
        "", form.insurer[:80], form.number[:60], form.heads, form.cover or 0, form.medical or 0, form.starts_on, form.ends_on,
    )  # fmt: skip
    try:
        paper = await _paper(request)
    except Refusal as refusal:
        return await _draw(request, filled=filled, refusal=refusal)
    verb = mandates.insure_by_mandate(
        mandate_id(request), policy, paper=paper, by=actor_of(request), key=await form_key(request)
    )
    return await _done(request, verb, filled, _("The policy is on record; union and base see it."))


async def prepared(request: Request) -> Response:
    filled = await fill(request, PreparedForm)
    if filled.value is None:
        return await _draw(request, filled=filled)
    verb = mandates.report_prepared(mandate_id(request), note=filled.value.note, by=actor_of(request))  # fmt: skip
    return await _done(request, verb, filled, _("The union is told. It approves and submits itself."))  # fmt: skip


async def _paper(request: Request) -> StoredUpload | None:
    """The policy as a file, where one was chosen; kept only for an open mandate. Refused: PaperUnfit, MandateUnknown."""
    await mandates.mandated(mandate_id(request), by=actor_of(request))
    kept = await maybe_kept_file(request)
    return StoredUpload(**kept._asdict()) if kept else None


async def _done(
    request: Request, verb: Awaitable[None], filled: Filled[Any], words: str
) -> Response:
    try:
        await verb
    except Refusal as refusal:
        if refusal.kind in (Kind.UNKNOWN, Kind.FORBIDDEN):
            raise
        return await _draw(request, filled=filled, refusal=refusal)
    return redirect_saying(request, mandate_path(request), words)


async def _draw(
    request: Request, *, filled: Filled[Any] | None = None, refusal: Refusal | None = None
) -> Response:
    form: Filled[Any] = filled or Filled()
    if refusal is not None:
        form = form.with_error(refusal.field or "", say(refusal))
    status = refusal.status if refusal else 422 if form.errors else 200
    found = await mandates.mandated(mandate_id(request), by=actor_of(request))
    return page(
        request, PAGE, status=status, form=form, found=found, works=actor_of(request).may("mandates.work"),
        typed={**_known(found), **form.raw}, kinds=KINDS, sexes=SEXES, documents=DOCUMENTS,
        lacking=[_(LACKING[code]) for code in found.lacking],
        days=[(one, span(one.check_in, one.check_out, with_year=True)) for one in found.lines],
    )  # fmt: skip


def _known(found: mandates.Mandated) -> dict[str, str]:
    """What stands already, and the days and heads that a policy has to cover."""
    raw = {"heads": str(found.heads)}
    if found.lines:
        raw |= {"starts_on": str(found.lines[0].check_in), "ends_on": str(found.lines[-1].check_out)}  # fmt: skip
    if found.coach:
        one = found.coach
        raw |= {
            "company": one.company, "plate": one.plate, "seats": str(one.seats), "meeting": one.meeting, "leaves_at": one.leaves_at,
        }  # fmt: skip
    return raw


ONE = "/agency/mandates/{mandate}"
ROUTES = [
    agency_route(ONE, needs="mandates.see", get=show),
    agency_route(f"{ONE}/coach", needs="mandates.work", get=show, post=coach),
    agency_route(f"{ONE}/insurance", needs="mandates.work", get=show, post=insure, max_body=UPLOAD),
    agency_route(f"{ONE}/prepared", needs="mandates.work", get=show, post=prepared),
]
