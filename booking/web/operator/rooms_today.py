"""Rooms today (今天房态), for the phone: per room type one more or one less, tonight or for a few nights."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking.web.operator.door import operator_route
from booking.web.operator.edit_words import changed_in_words
from booking.web.operator.night_words import NightFacts, facts_of, reasons, state_of
from booking.web.operator.own_site import own_site
from sites import calendar
from sites.calendar import Change, Selection
from sites.foundation import clock
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Form, Line, fill
from sites.foundation.language import N_, _
from sites.foundation.pages import PageUnknown, actor_of, form_key, page, redirect_saying
from sites.foundation.words import say
from sites.listings import SiteProfile

FRIDAY = 4
STEPS = {"less": Change("shift", -1), "more": Change("shift", 1), "stop": Change("stop"), "open": Change("open")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TodayRow:
    """The tightest of the chosen nights. `why_no_more` and `why_no_less` close a button and say why."""

    code: str
    name: str
    state: str
    left: int
    to_sell: int
    is_closed: bool
    why: str
    why_no_more: str
    why_no_less: str


class StepForm(Form):
    type: Line
    step: Annotated[Line, Field(max_length=8)]
    span: Line = "tonight"


def _weekend(today: date) -> tuple[date, int]:
    friday = today + timedelta(days=max(0, FRIDAY - today.weekday()))
    return friday, 2 if friday.weekday() == FRIDAY else max(1, 6 - today.weekday())


SPANS: dict[str, tuple[str, Callable[[date], tuple[date, int]]]] = {
    "tonight": (N_("Tonight"), lambda today: (today, 1)),
    "tomorrow": (N_("Tomorrow night"), lambda today: (today + timedelta(days=1), 1)),
    "weekend": (N_("The weekend"), _weekend),
    "week": (N_("7 nights"), lambda today: (today, 7)),
    "month": (N_("30 nights"), lambda today: (today, 30)),
}


async def show(request: Request) -> Response:
    return await _draw(request, await own_site(request), request.query_params.get("span", ""))


async def step(request: Request) -> Response:
    site, filled = await own_site(request), await fill(request, StepForm)
    asked = filled.value
    kind = next((k for k in site.room_types if asked and k.code == asked.type), None)
    if asked is None or kind is None or asked.step not in STEPS or asked.span not in SPANS:
        raise PageUnknown
    first, until = _range(asked.span)
    selection = Selection(site.id, first, until, frozenset({kind.id}))
    try:
        made = await calendar.edit(
            selection, STEPS[asked.step], key=await form_key(request), by=actor_of(request)
        )
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return await _draw(request, site, asked.span, refusal)
    line = await calendar.edit_line(made)
    words = _("%(rooms)s: %(cells)s changed.", rooms=kind.name, cells=changed_in_words(line.cells, line.booked))  # fmt: skip
    return redirect_saying(request, f"/operator/sites/{site.code}/today?span={asked.span}", words)


async def _draw(
    request: Request, site: SiteProfile, wanted: str, refusal: Refusal | None = None
) -> Response:
    span = wanted if wanted in SPANS else "tonight"
    first, until = _range(span)
    nights = await calendar.grid(site.id, first=first, until=until)
    facts = await facts_of(site.id, first=first, until=until)
    edits = await calendar.edits_of(site.id, limit=1)
    return page(
        request, "pages/operator/rooms_today.html", status=refusal.status if refusal else 200,
        site=site, span=span, spans=[(code, _(words)) for code, (words, _range_of) in SPANS.items()],
        first=first, last=until - timedelta(days=1), rows=rows(site, nights, facts),
        refused=say(refusal) if refusal else "",
        undoable=next((one for one in edits if one.can_be_undone), None),
    )  # fmt: skip


def rows(site: SiteProfile, nights: calendar.Grid, facts: NightFacts) -> list[TodayRow]:
    """One for each room type whose nights are opened."""
    found = []
    for kind in site.room_types:
        own = [night for (id_, _day), night in sorted(nights.nights.items()) if id_ == kind.id]
        if own:
            found.append(_row(kind.code, kind.name, own, facts))
    return found


def _row(code: str, name: str, nights: list[calendar.NightRow], facts: NightFacts) -> TodayRow:
    tightest = min(nights, key=lambda night: night.left)
    booked = max(night.booked for night in nights)
    full_house = any(night.to_sell + night.out_of_order >= night.rooms for night in nights)
    at_booked = any(night.to_sell <= night.booked for night in nights)
    return TodayRow(
        code, name, state_of(tightest, unpriced=False), tightest.left, tightest.to_sell,
        is_closed=all(night.is_closed for night in nights),
        why=_("; ").join(reasons(tightest, unpriced=False, facts=facts)),
        why_no_more=_("every room of the house is for sale") if full_house else "",
        why_no_less=_("%(rooms)s rooms are booked", rooms=booked) if at_booked else "",
    )  # fmt: skip


def _range(span: str) -> tuple[date, date]:
    first, nights = SPANS[span][1](clock.today())
    return first, first + timedelta(days=nights)


ROUTES = [
    operator_route("/operator/sites/{site}/today", needs="calendar.see", get=show),
    operator_route(
        "/operator/sites/{site}/today/rooms", needs="calendar.edit", get=show, post=step
    ),
]
