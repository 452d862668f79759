"""The last look before a hold becomes a request: everything that will be frozen, then one button."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking import people, stays
from booking.rules import Judgement, no_rule_sentence
from booking.stays import State
from booking.web import showing
from booking.web.union.approval_state import approval_state
from booking.web.union.door import stay_id, stay_path, union_route
from booking.web.union.facts import StayFacts, facts_of
from sites.foundation import clock
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled, Form, clean_text, fill
from sites.foundation.language import _, locale
from sites.foundation.pages import actor_of, page, redirect, redirect_saying
from sites.foundation.words import say

PAGE = "pages/union/submission.html"


class SubmissionForm(Form):
    agreed: Literal["1"]
    note: Annotated[str, BeforeValidator(clean_text), Field(max_length=600)] = ""
    reason: Annotated[str, BeforeValidator(clean_text), Field(max_length=600)] = ""


async def show(request: Request) -> Response:
    """Held stays of one trip are looked at and submitted together."""
    found = await stays.page_of(stay_id(request), by=actor_of(request))
    if found.others:
        trip = await stays.trip_page(found.line.trip, by=actor_of(request))
        if len(trip.held) > 1 and found.line.shown_state is State.HELD:
            return redirect(f"/union/trips/{trip.public_id}/submission")
    return await draw_submission(request)


async def act(request: Request) -> Response:
    filled = await fill(request, SubmissionForm)
    if filled.value is None:
        return await draw_submission(request, filled=filled)
    try:
        await stays.submit(
            stay_id(request),
            note=filled.value.note,
            reason=filled.value.reason,
            by=actor_of(request),
        )
    except Refusal as refusal:
        return await draw_submission(request, filled=filled, refusal=refusal)
    return redirect_saying(request, stay_path(request), _("Submitted. Price and terms are frozen."))


async def draw_submission(
    request: Request, *, filled: Filled[Any] | None = None, refusal: Refusal | None = None
) -> Response:
    """The page; with a refusal its words on top, its status, and what was typed."""
    form: Filled[Any] = filled or Filled()
    if "agreed" in form.errors:
        form = form.with_error("agreed", _("Tick that contract, cancellation and rules were read."))
    if refusal is not None:
        form = form.with_error(refusal.field or "", say(refusal))
    status = refusal.status if refusal else 422 if form.errors else 200
    facts = await facts_of(request)
    context = await _context(request, facts)
    return page(request, PAGE, status=status, form=form, **context)


async def _context(request: Request, facts: StayFacts) -> dict[str, Any]:
    found, actor = facts.page, actor_of(request)
    frozen = found.frozen or await stays.preview_submission(stay_id(request), by=actor)
    rules = await stays.trip_rules(stay_id(request), by=actor)
    unit = await people.particulars_of(actor.organisation_id)
    return {
        "stay": found,
        "line": found.line,
        "quote": found.quote,
        "may": facts.may,
        "now": clock.now(),
        "unit": unit,
        "by_head": [line.cells for line in showing.by_head(found.quote)],
        "by_night": [line.cells for line in showing.by_night(found.quote)],
        "parts": [part.cells for part in showing.parts(found.quote)],
        "tiers": showing.tiers(found),
        "free_until": showing.free_until(found),
        "days": showing.span(found.line.check_in, found.line.check_out, with_year=True),
        "group_line": showing.group_line(found),
        "facts": showing.key_facts(found),
        "judgement": _judgement(frozen),
        "passed": rules.passed,
        "blocks": rules.blocks if facts.may.submit else (),
        "no_rule": no_rule_sentence(found.line.origin_code),
        "payment": stays.payment_sentences(frozen["terms"]),
        "contract": frozen.get("contract", {}).get(locale(), []),
        "approval": approval_state(facts),
    }


def _judgement(frozen: dict[str, Any]) -> Judgement:
    kept = frozen.get("judgement") or {"outcome": frozen.get("outcome", "no_rule"), "verdicts": []}
    return Judgement.from_facts(kept)


ROUTES = [
    union_route("/union/stays/{stay}/submission", needs="stays.book", get=show, post=act),
]
