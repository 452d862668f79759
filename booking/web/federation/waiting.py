"""All waiting lists in numbers, and the programmes that go first on each of them."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking.people import PROGRAMMES
from booking.stays import waiting
from booking.stays.waiting import Priority, SiteWaits
from booking.web.federation.door import federation_route
from sites import regions
from sites.foundation import clock
from sites.foundation.errors import Kind, Refusal
from sites.foundation.formats import full_day
from sites.foundation.forms import Day, Filled, Form, Line, fill
from sites.foundation.language import N_, _, locale
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.words import say

PAGE, ADDRESS = "pages/federation/waiting.html", "/federation/waiting"
RULES = {"strict": N_("Strict order"), "skip": N_("Skip with a floor")}


class PriorityForm(Form):
    programme: Line = ""
    first_day: Day
    last_day: Day


class EndForm(Form):
    priority: Line = ""


async def show(request: Request) -> Response:
    return await _draw(request, Filled())


async def set_first(request: Request) -> Response:
    filled = await fill(request, PriorityForm)
    if filled.value is None:
        return await _draw(request, filled)
    form = filled.value
    try:
        await waiting.set_priority(
            form.programme, first_day=form.first_day, last_day=form.last_day, by=actor_of(request)
        )
    except Refusal as refusal:
        return await _refused(request, filled, refusal)
    return redirect_saying(request, ADDRESS, _("Set. Groups of this programme stand before all others."))  # fmt: skip


async def end(request: Request) -> Response:
    filled = await fill(request, EndForm)
    chosen = filled.value.priority if filled.value else ""
    try:
        await waiting.end_priority(chosen, by=actor_of(request))
    except Refusal as refusal:
        return await _refused(request, filled, refusal)
    return redirect_saying(request, ADDRESS, _("Ended. The order of joining counts again."))


async def _refused(request: Request, filled: Filled[Any], refusal: Refusal) -> Response:
    if refusal.kind is Kind.FORBIDDEN:
        raise refusal
    form = filled.with_error(refusal.field or "", say(refusal))
    return await _draw(request, form, status=refusal.status)


async def _draw(request: Request, form: Filled[Any], *, status: int = 0) -> Response:
    by = actor_of(request)
    found = await waiting.waits_by_site(by=by)
    return page(
        request, PAGE, status=status or (422 if form.errors else 200), form=form,
        rows=[_row(one) for one in found.sites], groups=found.groups,
        priorities=[_spoken(one) for one in await waiting.priorities()],
        programmes=[(code, _(words)) for code, words in PROGRAMMES.items()],
        may_set=by.may("waiting.prioritise"), earliest=clock.today(),
    )  # fmt: skip


def _row(one: SiteWaits) -> list[object]:
    return [
        one.name, regions.district(one.district_code).name_in(locale()), _(RULES[one.rule]),
        one.groups, one.heads, one.alone, full_day(clock.day_of(one.since)),
    ]  # fmt: skip


def _spoken(one: Priority) -> dict[str, str]:
    days = _(
        "arrivals from %(first)s to %(last)s",
        first=full_day(one.first_day),
        last=full_day(one.last_day),
    )
    return {
        "id": one.public_id, "programme": _(PROGRAMMES.get(one.programme, one.programme)),
        "days": days, "by": one.set_by_name,
    }  # fmt: skip


ROUTES = [
    federation_route(ADDRESS, needs="sites.oversee", get=show),
    federation_route(f"{ADDRESS}/priorities", needs="waiting.prioritise", get=show, post=set_first),
    federation_route(f"{ADDRESS}/priorities/end", needs="waiting.prioritise", get=show, post=end),
]
