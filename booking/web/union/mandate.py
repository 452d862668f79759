"""The mandate of an agency for one trip: given with its days and paper, printed, taken back."""

from collections.abc import Awaitable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import people, stays
from booking.stays import mandates
from booking.stays.papers import StoredUpload
from booking.web.showing import span
from booking.web.union.door import UPLOAD, stay_id, stay_path, union_route
from booking.web.uploads import maybe_kept_file
from sites.foundation import clock
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Day, Filled, Form, Line, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import PageUnknown, actor_of, page, redirect_saying
from sites.foundation.words import say

PAGE, PAPER = "pages/union/mandate.html", "pages/union/mandate_paper.html"


class MandateForm(Form):
    agency: NeededLine
    starts_on: Day
    ends_on: Day


class EndForm(Form):
    mandate: Line = ""


async def show(request: Request) -> Response:
    return await _draw(request)


async def grant(request: Request) -> Response:
    filled = await fill(request, MandateForm)
    if filled.value is None:
        return await _draw(request, filled=filled)
    try:
        paper = await _paper(request)
    except Refusal as refusal:
        return await _draw(request, filled=filled, refusal=refusal)
    form = filled.value
    verb = mandates.grant_mandate(
        stay_id(request), agency=form.agency, starts_on=form.starts_on, ends_on=form.ends_on, paper=paper,
        by=actor_of(request),
    )  # fmt: skip
    return await _done(request, verb, filled, _("The mandate is given; the agency is told."))


async def end(request: Request) -> Response:
    filled = await fill(request, EndForm)
    mandate = filled.value.mandate if filled.value else ""
    verb = mandates.revoke_mandate(stay_id(request), mandate, by=actor_of(request))
    return await _done(request, verb, filled, _("Taken back. The agency sees nothing of this trip any more."))  # fmt: skip


async def paper(request: Request) -> Response:
    """The mandate that stands, drawn up to be signed and sealed. Refused: PageUnknown where none does."""
    actor = actor_of(request)
    found = await stays.page_of(stay_id(request), by=actor)
    given = next((one for one in await mandates.mandates_of(stay_id(request), by=actor) if one.stands), None)  # fmt: skip
    if given is None:
        raise PageUnknown
    return page(
        request, PAPER, line=found.line, given=given, own=await people.particulars_of(actor.organisation_id),
        days=span(found.line.check_in, found.line.check_out, with_year=True), today=clock.today(),
    )  # fmt: skip


async def _paper(request: Request) -> StoredUpload | None:
    await stays.page_of(stay_id(request), by=actor_of(request))
    kept = await maybe_kept_file(request)
    return StoredUpload(**kept._asdict()) if kept else None


async def _done(
    request: Request, verb: Awaitable[object], filled: Filled[Any], words: str
) -> Response:
    try:
        await verb
    except Refusal as refusal:
        if refusal.kind in (Kind.UNKNOWN, Kind.FORBIDDEN):
            raise
        return await _draw(request, filled=filled, refusal=refusal)
    return redirect_saying(request, stay_path(request, "/mandate"), words)


async def _draw(
    request: Request, *, filled: Filled[Any] | None = None, refusal: Refusal | None = None
) -> Response:
    form: Filled[Any] = filled or Filled()
    if refusal is not None:
        form = form.with_error(refusal.field or "", say(refusal))
    actor = actor_of(request)
    found = await stays.page_of(stay_id(request), by=actor)
    given = await mandates.mandates_of(stay_id(request), by=actor)
    usual = {"starts_on": str(clock.today()), "ends_on": str(max(found.line.check_out, clock.today()))}  # fmt: skip
    return page(
        request, PAGE, status=refusal.status if refusal else 422 if form.errors else 200, form=form, line=found.line,
        given=given, standing=next((one for one in given if one.stands), None), agencies=await mandates.agencies(),
        typed={**usual, **form.raw}, coach=await mandates.coach_of_stay(stay_id(request), by=actor),
        gives=actor.may("stays.book") and not actor.is_agent,
    )  # fmt: skip


ONE = "/union/stays/{stay}/mandate"
ROUTES = [
    union_route(ONE, needs="stays.see", get=show),
    union_route(f"{ONE}/giving", needs="stays.book", get=show, post=grant, max_body=UPLOAD),
    union_route(f"{ONE}/end", needs="stays.book", get=show, post=end),
    union_route(f"{ONE}/paper", needs="stays.see", get=paper),
]
