"""Everybody who travels by a plan in one list, and one of them on the way to another batch."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking.rosters import DOCUMENTS, KINDS, SEXES, WHY
from booking.stays import plan_people
from booking.stays.plan_people import PlanPeople, PlanPerson
from booking.web.union.door import plan_id, plan_people_path, union_route
from booking.web.union.plan_page import plan_path
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, clean_number, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, page, redirect_saying
from sites.foundation.paging import cut, number_from
from sites.foundation.rendering import href
from sites.foundation.words import say

PAGE, PERSON = "pages/union/plan_people.html", "pages/union/plan_person.html"
PER_PAGE = 50
Number = Annotated[int, BeforeValidator(clean_number), Field(ge=0, le=100_000)]


class MoveForm(Form):
    """`from_version` and `to_version` are those of the two lists that were looked at."""

    to: Number
    from_version: Number
    to_version: Number


async def show(request: Request) -> Response:
    """`?batch=` one batch alone, or `marked` for those in whose way something stands; `?page=`."""
    actor, query = actor_of(request), request.query_params
    found = await plan_people.plan_people(plan_id(request), by=actor)
    chosen = query.get("batch", "")
    part = cut(_chosen(found, chosen), number=number_from(query.get("page")), size=PER_PAGE)
    return page(
        request, PAGE, found=found, plan=found.plan, part=part, chosen=chosen, back=plan_path(found.plan.year),
        tabs=_tabs(request, found, chosen), writes=actor.may("rosters.write") and not actor.is_agent,
        outcomes=_outcomes(), **_words(),
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


async def show_person(request: Request) -> Response:
    return await _draw_person(request)


async def move(request: Request) -> Response:
    filled = await fill(request, MoveForm)
    if filled.value is None:
        return await _draw_person(request, filled)
    form = filled.value
    try:
        await plan_people.move_to_batch(
            plan_id(request), _traveller(request), to=form.to, seen=(form.from_version, form.to_version),
            by=actor_of(request), key=await form_key(request),
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return await _draw_person(request, filled.with_error("", say(refusal)), status=refusal.status)  # fmt: skip
    return redirect_saying(request, plan_people_path(request), _("Moved to batch %(number)s; both lists have a new version.", number=form.to))  # fmt: skip


async def _draw_person(
    request: Request, filled: Filled[Any] | None = None, *, status: int = 0
) -> Response:
    actor, form = actor_of(request), filled or Filled[Any]()
    found = await plan_people.move_preview(plan_id(request), _traveller(request), by=actor)
    return page(
        request, PERSON, status=status or (422 if form.errors else 200), form=form, found=found, person=found.person,
        source=found.source, base=plan_people_path(request), writes=actor.may("rosters.write") and not actor.is_agent,
        outcomes=_outcomes(), **_words(),
    )  # fmt: skip


def _traveller(request: Request) -> str:
    return str(request.path_params["traveller"])


def _outcomes() -> dict[str, str]:
    return {
        "pass": _("nothing in the way"), "warn": _("look at it"), "incomplete": _("number missing"),
    }  # fmt: skip


def _words() -> dict[str, Any]:
    tables = {
        "kinds": KINDS,
        "sexes": SEXES,
        "documents": DOCUMENTS,
        "reasons": WHY,
        "closed": plan_people.CLOSED,
    }
    return {
        name: {code: _(words) for code, words in table.items()} for name, table in tables.items()
    }


PEOPLE = "/union/plans/{plan}/people"
ROUTES = [
    union_route(PEOPLE, needs="rosters.see", get=show),
    union_route(f"{PEOPLE}/{{traveller}}/batch", needs="rosters.write", post=move),
    union_route(f"{PEOPLE}/{{traveller}}", needs="rosters.see", get=show_person),
]
