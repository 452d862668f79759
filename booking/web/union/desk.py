"""The union's first page: what to do next over all stays, then the stays by state."""

from collections import Counter
from datetime import datetime
from typing import Any

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from booking import money, people, quotas, stays
from booking.stays import StayLine, held_data, waiting
from booking.web.banking.write_off_todo import write_off_todo
from booking.web.quotas.words import STATES, UNITS, counted_words, period_words
from booking.web.showing import Task
from booking.web.union.desk_tasks import asks_for_names, desk_tasks
from booking.web.union.door import union_route
from booking.web.union.groups import GROUPS, OPEN, fits, group_of, months_of, tabs
from booking.web.union.payments_due import is_pressing, payments_due
from booking.web.union.rows import row_of
from sites.foundation.actor import Actor
from sites.foundation.pages import actor_of, page
from sites.foundation.paging import cut, number_from
from sites.foundation.rendering import href

PAGE = "pages/union/desk.html"
SIZE = 20
MOST = 500
FEW = 2


async def show(request: Request) -> Response:
    """`?show=` is one of the groups, anything else the open ones; `?q=`, `?month=` YYYY-MM; `?page=` from 1."""
    actor = actor_of(request)
    every = await stays.lines_of(actor, limit=MOST)
    return page(
        request, PAGE, standing=await people.standing_of(actor.organisation_id),
        tasks=await _tasks(actor, every), has_any=bool(every), books=actor.may("stays.book"),
        quotas=await _quotas(actor), **_list(every, request.query_params),
    )  # fmt: skip


async def _quotas(actor: Actor) -> dict[str, Any]:
    """The scarcest of the quotas from which the union may draw."""
    lines = await quotas.left_for(actor) if actor.may("quotas.see") else []
    scarce = sorted(lines, key=lambda line: (line.state == "open", line.left_to_claim, line.name))
    return {
        "lines": scarce[:FEW], "count": len(lines), "marks": STATES, "units": UNITS,
        "counted": counted_words, "period": period_words,
    }  # fmt: skip


async def _tasks(actor: Actor, lines: list[StayLine]) -> tuple[Task, ...]:
    asked = await stays.asked_of(actor) if actor.may("stays.approve") else []
    named = await stays.fully_named(line.public_id for line in lines if asks_for_names(line))
    return desk_tasks(
        lines, asked=[one.line for one in asked], books=actor.may("stays.book"), named=named,
        offers=await stays.open_counter_offers(actor), freed=await waiting.open_offers(actor),
        corrections=await _corrections(actor, lines),
        answers=await _money(actor) if actor.may("money.pay") else (),
    )  # fmt: skip


async def _money(actor: Actor) -> list[Task]:
    """Write-offs that wait for the union's answer, and what it has to pay within a week."""
    due = [one for one in await money.to_pay(actor.organisation_id) if is_pressing(one)]
    groups = await stays.lines_by_id({one.stay_id for one in due})
    return [*await write_off_todo("/union", by=actor), *payments_due(due, groups)]


async def _corrections(actor: Actor, lines: list[StayLine]) -> dict[str, tuple[int, datetime]]:
    """Each list once, however many stays its trip has."""
    if not actor.may("rosters.write"):
        return {}
    first = {line.trip: line.public_id for line in reversed(lines)}
    return await held_data.waiting_corrections(first.values(), by=actor)


def _list(every: list[StayLine], query: QueryParams) -> dict[str, Any]:
    """The groups that fit what is asked, in tabs and pages."""
    kept = {"q": query.get("q", "").strip()[:60], "month": query.get("month", "")[:7]}
    lines = [line for line in every if fits(line, text=kept["q"], month=kept["month"])]
    wanted = query.get("show", "")
    chosen = wanted if wanted in GROUPS else OPEN
    fitting = [line for line in lines if chosen in group_of(line)]
    shown = cut(fitting, number=number_from(query.get("page")), size=SIZE)
    asked = {"show": chosen, **kept}
    together = Counter(line.trip for line in every)
    return {
        "tabs": tabs(lines, chosen, kept), "rows": [row_of(line, together=together[line.trip]) for line in shown.items],
        "shown": shown, "chosen": chosen, "kept": kept, "months": months_of(every),
        "previous": href("/union", **asked, page=shown.number - 1) if shown.number > 1 else "",
        "following": href("/union", **asked, page=shown.number + 1) if shown.number < shown.last else "",
    }  # fmt: skip


ROUTES = [union_route("/union", needs="stays.see", get=show)]
