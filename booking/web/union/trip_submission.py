"""The last look before all held stays of a trip become requests, each to its base: judged once, one button."""

from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import people, stays
from booking.rules import Judgement, no_rule_sentence
from booking.stays import TripPage
from booking.web import showing
from booking.web.union.approval_state import ApprovalShown, approval_state
from booking.web.union.door import trip_id, trip_path, union_route
from booking.web.union.facts import StayFacts, facts_for
from booking.web.union.submission import SubmissionForm
from booking.web.union.trip_page import draw_trip
from booking.web.union.trip_price import price_of
from sites.foundation.actor import Actor
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, fill
from sites.foundation.language import _, locale
from sites.foundation.pages import actor_of, page, redirect, redirect_saying
from sites.foundation.words import say

PAGE = "pages/union/trip_submission.html"


async def show(request: Request) -> Response:
    return await _draw(request)


async def act(request: Request) -> Response:
    filled = await fill(request, SubmissionForm)
    if filled.value is None:
        return await _draw(request, filled=filled)
    try:
        await stays.submit_trip(
            trip_id(request),
            note=filled.value.note,
            reason=filled.value.reason,
            by=actor_of(request),
        )
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return await _draw(request, filled=filled, refusal=refusal)
    words = _("Submitted to all bases. Price and terms are frozen.")
    return redirect_saying(request, trip_path(request), words)


async def _draw(
    request: Request, *, filled: Filled[Any] | None = None, refusal: Refusal | None = None
) -> Response:
    """With nothing held any more there is nothing to look at: the trip's page says how it stands."""
    form: Filled[Any] = filled or Filled()
    if "agreed" in form.errors:
        form = form.with_error("agreed", _("Tick that contract, cancellation and rules were read."))
    if refusal is not None:
        form = form.with_error(refusal.field or "", say(refusal))
    status = refusal.status if refusal else 422 if form.errors else 200
    actor = actor_of(request)
    trip = await stays.trip_page(trip_id(request), by=actor)
    if not trip.held:
        to = trip_path(request)
        return await draw_trip(request, refusal=refusal) if refusal else redirect(to)
    return page(request, PAGE, status=status, form=form, **await _context(trip, actor))


async def _context(trip: TripPage, actor: Actor) -> dict[str, Any]:
    every = [await facts_for(line.public_id, actor=actor) for line in trip.held]
    previews = [await stays.preview_submission(line.public_id, by=actor) for line in trip.held]
    rules = await stays.trip_rules(trip.held[0].public_id, by=actor)
    return {
        "passed": rules.passed, "blocks": rules.blocks,
        "trip": trip, "days": showing.span(trip.starts_on, trip.ends_on, with_year=True),
        "unit": await people.particulars_of(actor.organisation_id), "price": price_of(trip.standing),
        "first": every[0].page.line, "may": every[0].may, "approval": _approval(every),
        "judgement": Judgement.from_facts(previews[0]["judgement"]),
        "no_rule": no_rule_sentence(every[0].page.line.origin_code),
        "stays": [
            {
                "line": facts.page.line, "facts": showing.key_facts(facts.page)[1:6],
                "tiers": showing.tiers(facts.page), "free_until": showing.free_until(facts.page),
                "contract": preview["contract"].get(locale(), []),
            }
            for facts, preview in zip(every, previews, strict=True)
        ],
    }  # fmt: skip


def _approval(every: list[StayFacts]) -> ApprovalShown:
    """As of the first stay that lacks it: all are asked about together."""
    shown = [approval_state(facts) for facts in every]
    missing = next((one for one in shown if not one.given), shown[0])
    return replace(missing, given=all(one.given for one in shown))


ROUTES = [
    union_route("/union/trips/{trip}/submission", needs="stays.book", get=show, post=act),
]
