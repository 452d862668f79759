"""The page of one stay for its union, drawn fresh, or again after a refused act with what was typed."""

from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking.stays import State, StayPage, pooling
from booking.web import showing
from booking.web.union.alternatives import instead_of
from booking.web.union.chat import chat_text
from booking.web.union.facts import StayFacts, facts_of
from booking.web.union.tasks import tasks_of
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.errors import Refusal
from sites.foundation.formats import amount, day
from sites.foundation.forms import Filled
from sites.foundation.language import _
from sites.foundation.pages import page
from sites.foundation.words import say

PAGE = "pages/union/stay.html"


async def draw_hub(
    request: Request, *, filled: Filled[Any] | None = None, refusal: Refusal | None = None
) -> Response:
    """The page; with a refused act its words on top, its status, and what was typed."""
    form: Filled[Any] = filled or Filled()
    if refusal is not None:
        form = form.with_error(refusal.field or "", say(refusal))
    status = refusal.status if refusal else 422 if form.errors else 200
    facts = await facts_of(request)
    return page(
        request, PAGE, status=status, form=form, instead=await instead_of(facts.page),
        pool=await pooling.pool_of_stay(facts.page.line.public_id), may_open=_may_open(facts),
        **_context(request, facts),
    )  # fmt: skip


def _may_open(facts: StayFacts) -> bool:
    """Whether this stay could be opened to other unions."""
    line = facts.page.line
    return facts.may.submit and line.hold_kind == "option" and not facts.page.others


def _changed_terms(found: StayPage) -> tuple[str, ...]:
    """What a base changed with its yes to an inquiry, as long as the union has not submitted it."""
    if found.line.state is not State.HELD:
        return ()
    told = [event.facts for event in found.events if event.act == "granted_changed"]
    return tuple(
        _(
            "The base said yes to other terms: arrival %(was_in)s → %(day)s, %(was)s → %(price)s yuan. Submit them, or cancel free of charge.",
            was_in=day(date.fromisoformat(facts["was_in"])), day=day(found.line.check_in),
            was=amount(Money(facts["was"])), price=amount(found.line.price),
        )
        for facts in told
    )  # fmt: skip


def _context(request: Request, facts: StayFacts) -> dict[str, Any]:
    found = facts.page
    return {
        "stay": found,
        "line": found.line,
        "may": facts.may,
        "offer": facts.offer,
        "wait": facts.wait,
        "proposal": facts.proposal,
        "release": facts.release,
        "changed_terms": _changed_terms(found),
        "roster": facts.roster,
        "money": facts.money,
        "now": clock.now(),
        "steps": showing.steps(found),
        "tasks": tasks_of(facts),
        "facts": showing.key_facts(found),
        "numbers": showing.five_numbers(found),
        "happenings": showing.happenings(found),
        "thread": showing.thread(found),
        "free_until": showing.free_until(found),
        "days": showing.span(found.line.check_in, found.line.check_out),
        "group_line": showing.group_line(found),
        "days_until": showing.days_until(found),
        "chat": chat_text(found.line, origin=request.app.state.settings.origin),
    }
