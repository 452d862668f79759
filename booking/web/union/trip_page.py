"""The page of a trip of several stays, drawn fresh, or again after a refused act."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import people, rosters, stays
from booking.stays import NAMEABLE, StayLine, TripPage
from booking.web.showing import Task, done, due_at, due_on, in_order, span
from booking.web.union.door import trip_id
from booking.web.union.rows import row_of
from booking.web.union.tasks import waiting_for
from booking.web.union.trip_price import price_of
from booking.web.union.trip_way import way_of
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect
from sites.foundation.rendering import href
from sites.foundation.words import say

PAGE = "pages/union/trip.html"


async def draw_trip(request: Request, *, refusal: Refusal | None = None) -> Response:
    """A trip of one stay is its stay. Refused: TripUnknown."""
    actor = actor_of(request)
    trip = await stays.trip_page(trip_id(request), by=actor)
    if len(trip.lines) == 1:
        return redirect(f"/union/stays/{trip.lines[0].public_id}")
    form: Filled[Any] = Filled().with_error("", say(refusal)) if refusal else Filled()
    context = await _context(trip, by=actor)
    return page(request, PAGE, status=refusal.status if refusal else 200, form=form, **context)


async def _context(trip: TripPage, *, by: Actor) -> dict[str, Any]:
    roster = await rosters.roster_of(trip.party_id)
    rule = await people.approval_of(by.organisation_id)
    books, held = by.may("stays.book"), trip.held
    papers = await stays.papers_of(by, trip=trip.public_id)
    return {
        "trip": trip, "now": clock.now(), "days": span(trip.starts_on, trip.ends_on, with_year=True),
        "rows": [row_of(line) for line in trip.lines], "way": way_of(trip),
        "price": price_of(trip.standing), "books": books,
        "tasks": _tasks(trip, named=roster.named.total, has_steps=bool(rule.steps), asked=await _asked(trip, by), by=by),
        "papers": [one for one in papers.items if one.kind != "approval" or not by.is_agent],
        "ends": min((line.hold_expires_at for line in held if line.hold_expires_at), default=None),
        "since": min((line.created_at for line in held), default=None),
        "may_prolong": books and any(not line.is_prolonged for line in held),
        "may_cancel": books and any(_may_end(line) for line in trip.standing),
        "lost": [(_words(line), _instead(trip, line)) for line in trip.lost] if books else [],
    }  # fmt: skip


def _may_end(line: StayLine) -> bool:
    return line.shown_state.effects.may_be_cancelled


def _words(line: StayLine) -> str:
    return _(
        "%(site)s, %(days)s: %(state)s. The other stays of the trip stand. Choose what to do with them.",
        site=line.site_name, days=span(line.check_in, line.check_out), state=_(line.shown_state.words),
    )  # fmt: skip


def _instead(trip: TripPage, line: StayLine) -> str:
    """Bases that are free on the nights that fell away; empty once nothing can join."""
    if not trip.may_grow:
        return ""
    return href("/union/hold", trip=trip.public_id, check_in=line.check_in, nights=line.nights)


async def _asked(trip: TripPage, by: Actor) -> str:
    """The name of whoever is asked about what is held; empty where nobody is."""
    if trip.is_approved or not trip.held:
        return ""
    held = await stays.page_of(trip.held[0].public_id, by=by)
    step = waiting_for(held.approvals)
    team = await people.members(by.organisation_id)
    return next((one.name for one in team if step and one.user_id == step.approver_id), "")


def _tasks(
    trip: TripPage, *, named: int, has_steps: bool, asked: str, by: Actor
) -> tuple[Task, ...]:
    made = [
        _approval(trip, by, has_steps=has_steps, asked=asked), _submission(trip, by),
        *map(_answer, trip.standing), _names(trip, named, by),
    ]  # fmt: skip
    return in_order(task for task in made if task)


def _approval(trip: TripPage, by: Actor, *, has_steps: bool, asked: str) -> Task | None:
    title = _("Approval inside the union")
    if not has_steps or not trip.held:
        return None
    if trip.is_approved:
        return done(title)
    ends = min(line.hold_expires_at for line in trip.held if line.hold_expires_at)
    if asked:
        return due_at(title, _("waiting for %(name)s", name=asked), ends)
    action = _("Ask for approval") if by.may("stays.book") else ""
    to = href(f"/union/trips/{trip.public_id}/submission#approval")
    return due_at(title, _("once for all stays"), ends, action=action, href=to)


def _submission(trip: TripPage, by: Actor) -> Task | None:
    if not trip.held:
        return None
    ends = min(line.hold_expires_at for line in trip.held if line.hold_expires_at)
    note = _("All stays at once, each to its base; until then price and rooms are kept.")
    action = _("Check and submit") if by.may("stays.book") else ""
    to = href(f"/union/trips/{trip.public_id}/submission")
    return due_at(_("Submit to the bases"), note, ends, action=action, href=to)


def _answer(line: StayLine) -> Task | None:
    if line.answer_due_at is None or line.accepted_at is not None:
        return None
    to = href(f"/union/stays/{line.public_id}")
    words = _("%(site)s answers", site=line.site_name)
    return due_at(words, "", line.answer_due_at, action=_("Look at it"), href=to)


def _names(trip: TripPage, named: int, by: Actor) -> Task | None:
    nameable = [line for line in trip.standing if line.shown_state in NAMEABLE]
    if not nameable:
        return None
    title, note = _("Names"), _("%(named)s of %(heads)s people, once for the whole trip", named=named, heads=trip.heads.total)  # fmt: skip
    if named >= trip.heads.total:
        return done(title, note)
    due = min((line.names_due_on for line in nameable if line.names_due_on), default=None)
    action = _("Complete the list") if by.may("rosters.write") else ""
    to = href(f"/union/stays/{nameable[0].public_id}/roster")
    return due_on(title, note, due, action=action, href=to)
