"""The operator's first page: requests with their clocks, one of them opened; today, and what is to do."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from booking import money, stays
from booking.rules import no_rule_sentence
from booking.stays import State, StayPage
from booking.web.banking.write_off_todo import write_off_todo
from booking.web.online.todo import online_todo
from booking.web.operator.door import operator_route
from booking.web.operator.request_nights import NightLine, request_nights
from booking.web.operator.requests import Request as Asked
from booking.web.operator.requests import requests
from booking.web.operator.sight import seen
from booking.web.operator.today import by_code, coming_days, today_of
from booking.web.operator.todo import todo
from booking.web.operator.todo_bank import bank_todo
from booking.web.operator.todo_rooms import rooms_todo
from booking.web.showing import Task
from sites import calendar
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.pages import actor_of, page
from sites.listings import profile, profiles_of

# Where the operator may have something to do; a cancelled or missed group waits in the list of groups, for years perhaps.
WORK = (
    State.INQUIRY, State.HELD, State.SUBMITTED, State.CONFIRMED, State.IN_HOUSE, State.DEPARTED, State.RECONCILED,
)  # fmt: skip
FIRST = 20


@dataclass(frozen=True, slots=True)
class Opened:
    """The request that the middle of the page shows whole."""

    asked: Asked
    stay: StayPage
    nights: tuple[NightLine, ...]


async def show(request: Request) -> Response:
    """`?request=` is the one that is opened; `?todo=all` shows all that is to do, not only what comes first."""
    by = actor_of(request)
    sites = await profiles_of(by.organisation_id)
    waiting = await stays.awaiting_answer(by)
    rooms = await stays.rooms_of(line.public_id for line in waiting)
    asked = requests(waiting, rooms=rooms, sites=by_code(sites))
    lines = await stays.lines_of(by, states=WORK)
    charges = await money.charges_to(by.organisation_id) if by.may("money.see") else ()
    invoices = await money.invoices_asked(by.organisation_id) if by.may("money.record") else 0
    over = await calendar.over_booked(site.id for site in sites)
    proposals = await stays.open_amendments(by) if by.may("stays.answer") else {}
    opened = await _opened(request.query_params.get("request", ""), asked, by=by)
    tasks = todo(
        lines, charges, rooms=[*rooms_todo(sites, over, by=by), *await _of_the_bank(by)], proposals=proposals,
        invoices=invoices, by=by,
    )  # fmt: skip
    return page(
        request, "pages/operator/desk.html", now=clock.now(), sites=sites, requests=asked,
        opened=opened, no_rule=no_rule_sentence(opened.asked.line.origin_code) if opened else "",
        answers=await stays.answer_record(by=by), today=await today_of(by), coming=await coming_days(sites, by=by),
        todo=len(tasks), tasks=tasks if request.query_params.get("todo") == "all" else tasks[:FIRST],
        changes=[(line, until) for line in lines if (until := proposals.get(line.public_id))],
    )  # fmt: skip


async def _of_the_bank(by: Actor) -> list[Task]:
    if not by.may("money.see"):
        return []
    slips = await money.slips_waiting(by.organisation_id)
    proposed = await money.waiting_decisions(by.organisation_id)
    batches = await money.refund_batches_of(by.organisation_id)
    differing = await online_todo("/operator/money", by=by)
    differing += await write_off_todo("/operator/money", by=by)
    return differing + bank_todo(
        slips, by=by, lines=sum((await money.open_counts(by.organisation_id)).values()),
        proposed=len({one.id for _line, one in proposed if one.by_user_id != by.user_id})
        + len([one for one in batches if not one.approved_at and one.by_user_id != by.user_id]),
    )  # fmt: skip


async def _opened(wanted: str, asked: Sequence[Asked], *, by: Actor) -> Opened | None:
    """The request that the address names, else the one with the shortest time."""
    chosen = [one for one in asked if one.line.public_id == wanted] or [*asked]
    if not chosen:
        return None
    stay = await seen(chosen[0].line.public_id, by=by)
    return Opened(chosen[0], stay, await request_nights(stay, await profile(stay.line.site_code)))


ROUTES = [operator_route("/operator", needs="stays.see", get=show)]
