"""The union's first page: what to do next over all stays, then the stays by state."""

from datetime import datetime
from typing import Any

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from booking import money, people, quotas, stays
from booking.stays import State, held_data, waiting
from booking.web.banking.write_off_todo import write_off_todo
from booking.web.quotas.words import STATES, UNITS, counted_words, period_words
from booking.web.showing import Task
from booking.web.showing.arrivals import month_choices, month_from
from booking.web.union.desk_tasks import asks_for_names, desk_tasks
from booking.web.union.door import union_route
from booking.web.union.groups import GROUPS, OPEN, states_of, tabs
from booking.web.union.payments_due import is_pressing, payments_due
from booking.web.union.rows import row_of
from sites.foundation.actor import Actor
from sites.foundation.pages import actor_of, page
from sites.foundation.paging import number_from
from sites.foundation.rendering import href

PAGE = "pages/union/desk.html"
SIZE = 20
FIRST, FEW = 12, 2
# Where the union may have something to do.
WORK = (State.HELD, State.SUBMITTED, State.CONFIRMED, State.DEPARTED)


async def show(request: Request) -> Response:
    """`?show=` is one of the groups, anything else the open ones; `?q=`, `?month=` YYYY-MM; `?page=` from 1; `?todo=all` shows all that
    is to do, not only what comes first.
    """
    actor, query = actor_of(request), request.query_params
    tasks = await _tasks(actor)
    return page(
        request, PAGE, standing=await people.standing_of(actor.organisation_id), todo=len(tasks),
        tasks=tasks if query.get("todo") == "all" else tasks[:FIRST], books=actor.may("stays.book"),
        quotas=await _quotas(actor), **await _list(actor, query),
    )  # fmt: skip


async def _quotas(actor: Actor) -> dict[str, Any]:
    """The scarcest of the quotas from which the union may draw."""
    lines = await quotas.left_for(actor) if actor.may("quotas.see") else []
    scarce = sorted(lines, key=lambda line: (line.state == "open", line.left_to_claim, line.name))
    return {
        "lines": scarce[:FEW], "count": len(lines), "marks": STATES, "units": UNITS,
        "counted": counted_words, "period": period_words,
    }  # fmt: skip


async def _tasks(actor: Actor) -> tuple[Task, ...]:
    """Over all stays with something to do, and those whose people ask for a correction."""
    corrections = await _corrections(actor)
    lines = await stays.lines_of(actor, states=WORK)
    read = {line.public_id for line in lines}
    lines += await stays.own_lines(corrections.keys() - read, by=actor)
    asked = await stays.asked_of(actor) if actor.may("stays.approve") else []
    named = await stays.fully_named(line.public_id for line in lines if asks_for_names(line))
    return desk_tasks(
        lines, asked=[one.line for one in asked], books=actor.may("stays.book"), named=named,
        offers=await stays.open_counter_offers(actor), freed=await waiting.open_offers(actor),
        corrections=corrections,
        answers=await _money(actor) if actor.may("money.pay") else (),
    )  # fmt: skip


async def _money(actor: Actor) -> list[Task]:
    """Write-offs that wait for the union's answer, and what it has to pay within a week."""
    due = [one for one in await money.to_pay(actor.organisation_id) if is_pressing(one)]
    groups = await stays.lines_by_id({one.stay_id for one in due})
    return [*await write_off_todo("/union", by=actor), *payments_due(due, groups)]


async def _corrections(actor: Actor) -> dict[str, tuple[int, datetime]]:
    return await held_data.corrections_to_answer(actor) if actor.may("rosters.write") else {}


async def _list(actor: Actor, query: QueryParams) -> dict[str, Any]:
    """The groups that fit what is asked, in tabs and pages."""
    kept = {"q": query.get("q", "").strip()[:60], "month": query.get("month", "")[:7]}
    sought = stays.Sought(kept["q"], month_from(kept["month"]))
    chosen = query.get("show", "") if query.get("show", "") in GROUPS else OPEN
    number = number_from(query.get("page"))
    shown = await stays.listed(sought, states_of(chosen), number=number, size=SIZE, by=actor)
    asked = {"show": chosen, **kept}
    counts = await stays.own_counts(sought, by=actor)
    months = await stays.months_of_arrival(actor)
    offers = await stays.open_counter_offers(actor)
    together = await stays.stays_by_trip((line.trip for line in shown.items), by=actor)
    return {
        "has_any": bool(months), "tabs": tabs(counts, chosen, kept), "rows": [row_of(line, together=together[line.trip], offer=offers.get(line.public_id)) for line in shown.items],
        "shown": shown, "chosen": chosen, "kept": kept, "months": month_choices(months),
        "previous": href("/union", **asked, page=shown.number - 1) if shown.number > 1 else "",
        "following": href("/union", **asked, page=shown.number + 1) if shown.number < shown.last else "",
    }  # fmt: skip


ROUTES = [union_route("/union", needs="stays.see", get=show)]
