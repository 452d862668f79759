"""The page of a union's annual plan, drawn fresh, or again after an act that was refused."""

import re
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import people, plans, stays
from booking.plans import PlanPage
from booking.web.union.plan_view import PlanView, context_of, view_of
from booking.web.union.plan_words import STEPS, VERSIONS, change_lines
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.formats import amount, number
from sites.foundation.forms import Filled
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page
from sites.foundation.rendering import href
from sites.foundation.words import say

PAGE = "pages/union/plan.html"
EARLIEST = 2020


def year_of(text: str) -> int:
    """A year of a plan; whatever else is asked for is the present one."""
    this = clock.today().year
    found = int(text) if re.fullmatch(r"20[0-9]{2}", text) else this
    return found if EARLIEST <= found <= this + 2 else this


def plan_path(year: int, rest: str = "") -> str:
    return f"/union/plan{rest}?year={year}"


async def draw_plan(
    request: Request, year: int, *, filled: Filled[Any] | None = None, refusal: Refusal | None = None
) -> Response:  # fmt: skip
    actor = actor_of(request)
    form: Filled[Any] = filled or Filled()
    if refusal is not None:
        form = form.with_error(refusal.field or "", say(refusal))
    view = await view_of(year, by=actor)
    standing = await people.standing_of(actor.organisation_id)
    has_steps = bool((await people.approval_of(actor.organisation_id)).steps)
    status = refusal.status if refusal else 422 if form.errors else 200
    return page(
        request, PAGE, status=status, form=form, year=year, view=view, found=view.page, standing=standing,
        tabs=_tabs(year), states=VERSIONS, steps=STEPS, has_steps=has_steps, earlier=await _has_earlier(view, actor),
        writes=actor.may("stays.book") and not actor.is_agent, again=await _sites_again(actor),
        versions=_versions(view.page), now=clock.now(), names=actor.may("rosters.see"), **context_of(view),
    )  # fmt: skip


def _tabs(year: int) -> list[tuple[str, str, bool, str]]:
    this = clock.today().year
    years = sorted({this - 1, this, this + 1, year})
    return [(str(one), href("/union/plan", year=one), one == year, "") for one in years]


async def _has_earlier(view: PlanView, actor: Actor) -> int:
    """The year before, where a plan of it may be taken over; 0 where there is none or this year has its own."""
    before = view.page.year - 1
    if view.page.newest or before < EARLIEST:
        return 0
    return before if (await plans.plan_page(before, by=actor)).shown else 0


async def _sites_again(actor: Actor) -> list[tuple[str, str]]:
    """Bases where the union has held before, the last first: further batches may go there."""
    lines = await stays.lines_of(actor, limit=60)
    return list({line.site_code: (line.site_code, line.site_name) for line in lines}.values())[:12]


def _versions(found: PlanPage) -> list[tuple[plans.Version, list[tuple[str, str, str]], list[tuple[str, str, str]]]]:  # fmt: skip
    """Each version with what differs from the one before it: figures, and batches."""
    told = []
    for at, one in enumerate(found.versions):
        before = found.versions[at + 1] if at + 1 < len(found.versions) else None
        changes = plans.differences(before.content, one.content) if before else ()
        told.append((one, figure_changes(before, one), change_lines(changes)))
    return told


def figure_changes(before: plans.Version | None, after: plans.Version) -> list[tuple[str, str, str]]:  # fmt: skip
    if before is None:
        return []
    was, now = before.content, after.content
    pairs = [
        (_("People entitled"), number(was.entitled), number(now.entitled)),
        (_("Budget line"), amount(was.budget), amount(now.budget)),
        (_("People planned"), number(was.people), number(now.people)),
    ]
    return [one for one in pairs if one[1] != one[2]]
