"""The page of one stay for its union, drawn fresh, or again after a refused act with what was typed."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import people, rosters, stays
from booking.money import StayAccount, account_of
from booking.rosters import Roster
from booking.stays import StayPage
from booking.web import showing
from booking.web.union.chat import chat_text
from booking.web.union.door import stay_id
from booking.web.union.may import May, may_of
from booking.web.union.tasks import tasks_of
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled
from sites.foundation.pages import actor_of, page
from sites.foundation.words import say

PAGE = "pages/union/stay.html"


@dataclass(frozen=True)
class Money:
    """The account with the names of its payees; `None` for those who may not see money."""

    account: StayAccount
    payees: dict[int, people.Payee]


@dataclass(frozen=True)
class StayFacts:
    """What the parts of the page are drawn from."""

    page: StayPage
    roster: Roster
    money: Money | None
    has_steps: bool
    names: dict[int, str]
    may: May


async def draw_hub(
    request: Request, *, filled: Filled[Any] | None = None, refusal: Refusal | None = None
) -> Response:
    """The page; with a refused act its words on top, its status, and what was typed."""
    form: Filled[Any] = filled or Filled()
    if refusal is not None:
        form = form.with_error(refusal.field or "", say(refusal))
    status = refusal.status if refusal else 422 if form.errors else 200
    facts = await facts_of(request)
    return page(request, PAGE, status=status, form=form, **_context(request, facts))


async def facts_of(request: Request) -> StayFacts:
    """Refused: StayUnknown for everybody but the union's own people."""
    actor = actor_of(request)
    found = await stays.page_of(stay_id(request), by=actor)
    rule = await people.approval_of(actor.organisation_id)
    team = await people.members(actor.organisation_id)
    return StayFacts(
        page=found,
        roster=await rosters.roster_of(found.party_id),
        money=await _money(found, by=actor),
        has_steps=bool(rule.steps),
        names={one.user_id: one.name for one in team},
        may=may_of(found, by=actor),
    )


async def _money(found: StayPage, *, by: Actor) -> Money | None:
    if not by.may("money.see"):
        return None
    account = await account_of(found.id)
    return Money(account, await people.payees({charge.payee_id for charge in account.charges}))


def _context(request: Request, facts: StayFacts) -> dict[str, Any]:
    found = facts.page
    return {
        "stay": found,
        "line": found.line,
        "may": facts.may,
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
