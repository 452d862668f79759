"""Everybody who travels by a plan in one list, where people are ticked to go with another batch."""

import re

from starlette.requests import Request
from starlette.responses import Response

from booking.stays import plan_people
from booking.stays.plan_people import PlanPeople, PlanPerson
from booking.web.union.door import plan_id, plan_people_path, union_route
from booking.web.union.plan_page import plan_path
from booking.web.union.plan_words import tables
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page
from sites.foundation.paging import cut, number_from
from sites.foundation.rendering import href

PAGE = "pages/union/plan_people.html"
PER_PAGE = 50


async def show(request: Request) -> Response:
    """`?batch=` one batch alone, or `marked` for those in whose way something stands; `?page=`."""
    actor, query = actor_of(request), request.query_params
    found = await plan_people.plan_people(plan_id(request), by=actor)
    chosen = query.get("batch", "")
    part = cut(_chosen(found, chosen), number=number_from(query.get("page")), size=PER_PAGE)
    return page(
        request, PAGE, found=found, plan=found.plan, part=part, chosen=chosen, back=plan_path(found.plan.year),
        tabs=_tabs(request, found, chosen), writes=actor.may("rosters.write") and not actor.is_agent,
        **tables(),
    )  # fmt: skip


def _chosen(found: PlanPeople, chosen: str) -> list[PlanPerson]:
    if chosen == "marked":
        return [one for one in found.people if is_marked(one)]
    if re.fullmatch(r"[0-9]{1,3}", chosen):
        return [one for one in found.people if one.batch == int(chosen)]
    return [*found.people]


def is_marked(one: PlanPerson) -> bool:
    return one.verdict.outcome in {"warn", "incomplete"} or bool(one.also)


def _tabs(request: Request, found: PlanPeople, chosen: str) -> list[tuple[str, str, bool, int]]:
    """All, those to look at, and each batch that is held."""
    held = [line for line in found.batches if line.stay]
    every = [("", _("All"), len(found.people)), ("marked", _("To look at"), sum(map(is_marked, found.people)))]  # fmt: skip
    every += [(str(line.number), _("Batch %(number)s", number=line.number), line.named) for line in held]  # fmt: skip
    path = plan_people_path(request)
    return [
        (words, href(path, batch=code) if code else href(path), code == chosen, count)
        for code, words, count in every
    ]


ROUTES = [union_route("/union/plans/{plan}/people", needs="rosters.see", get=show)]
