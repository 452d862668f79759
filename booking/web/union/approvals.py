"""Approvals on the phone: what waits for an answer, and one question on one page."""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking import people, stays
from booking.rules import no_rule_sentence
from booking.web import showing
from booking.web.union.door import union_route
from booking.web.union.trip_price import price_of
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.formats import moment
from sites.foundation.forms import Filled, Form, Line, NeededLine, clean_text, fill, filled_in
from sites.foundation.language import _, pgettext
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.words import say

LIST, ONE = "pages/union/approvals.html", "pages/union/approval.html"
Note = Annotated[str, BeforeValidator(clean_text), Field(max_length=300)]


class AgreementForm(Form):
    note: Note = ""


class ReturnForm(Form):
    note: Annotated[Note, AfterValidator(filled_in)]


class HandingOnForm(Form):
    colleague: NeededLine
    note: Line = ""


async def show(request: Request) -> Response:
    asked = await stays.asked_of(actor_of(request))
    return page(request, LIST, asked=asked, left=showing.left_of, span=showing.span)


async def show_one(request: Request) -> Response:
    return await _draw(request)


async def agree(request: Request) -> Response:
    filled = await fill(request, AgreementForm)
    if filled.value is None:
        return await _draw(request, filled=filled)
    verb = stays.agree(_step(request), note=filled.value.note, by=actor_of(request))
    return await _answered(request, verb, filled, words=_("Agreed."))


async def send_back(request: Request) -> Response:
    filled = await fill(request, ReturnForm)
    if filled.value is None:
        return await _draw(request, filled=filled)
    verb = stays.send_back(_step(request), note=filled.value.note, by=actor_of(request))
    return await _answered(request, verb, filled, words=_("Sent back with your note."))


async def hand_on(request: Request) -> Response:
    filled = await fill(request, HandingOnForm)
    if filled.value is None:
        return await _draw(request, filled=filled)
    form, actor = filled.value, actor_of(request)
    chosen = next((c for c in await _colleagues(actor) if c.public_id == form.colleague), None)
    verb = stays.hand_on(
        _step(request), to_user_id=chosen.user_id if chosen else 0, note=form.note, by=actor
    )
    return await _answered(request, verb, filled, words=_("Handed on."))


async def _answered(request: Request, verb: Any, filled: Filled[Any], *, words: str) -> Response:
    try:
        await verb
    except Refusal as refusal:
        return await _draw(request, filled=filled, refusal=refusal)
    return redirect_saying(request, "/union/approvals", words)


async def _draw(
    request: Request, *, filled: Filled[Any] | None = None, refusal: Refusal | None = None
) -> Response:
    """Refused: ApprovalNotYours for everybody who is not asked and deputises for nobody who is."""
    form: Filled[Any] = filled or Filled()
    if refusal is not None:
        form = form.with_error(refusal.field or "", say(refusal))
    status = refusal.status if refusal else 422 if form.errors else 200
    actor = actor_of(request)
    asked = await stays.asked_step(_step(request), by=actor)
    found = await stays.page_of(asked.line.public_id, by=actor)
    rules = await stays.trip_rules(asked.line.public_id, by=actor)
    return page(
        request, ONE, judgement=rules.judgement, passed=rules.passed, status=status, form=form, asked=asked, stay=found, line=found.line,
        quote=found.quote, by_head=[line.cells for line in showing.by_head(found.quote)],
        days=showing.span(found.line.check_in, found.line.check_out, with_year=True),
        facts=_facts(found), tiers=showing.tiers(found),
        no_rule=no_rule_sentence(found.line.origin_code),
        colleagues=[(one.public_id, one.name) for one in await _colleagues(actor)],
        left=showing.left_of(asked.line.hold_expires_at) if asked.line.hold_expires_at else "",
        whole=price_of([asked.line, *asked.also]) if asked.also else None,
    )  # fmt: skip


def _facts(found: stays.StayPage) -> list[tuple[str, str, str]]:
    """Where, when, how many rooms and people; who asks, and whom to ring about it."""
    asking = next(
        (event for event in reversed(found.events) if event.act == "approval_asked"), None
    )
    asked = (
        [(pgettext("approval", "Asked by"), asking.by_name, moment(asking.at))] if asking else []
    )
    contact = (_("Contact person"), found.line.contact or "—", "")
    return [*showing.key_facts(found)[:5], *asked, contact]


async def _colleagues(actor: Actor) -> list[people.Member]:
    """Those who may approve, without the reader."""
    return [
        one
        for one in await people.members(actor.organisation_id)
        if one.user_id != actor.user_id and "approver" in one.roles
    ]


def _step(request: Request) -> str:
    return str(request.path_params["step"])


APPROVAL = "/union/approvals/{step}"
ROUTES = [
    union_route("/union/approvals", needs="stays.approve", get=show),
    union_route(APPROVAL, needs="stays.approve", get=show_one),
    union_route(f"{APPROVAL}/agreement", needs="stays.approve", post=agree),
    union_route(f"{APPROVAL}/return", needs="stays.approve", post=send_back),
    union_route(f"{APPROVAL}/handing-on", needs="stays.approve", post=hand_on),
]
