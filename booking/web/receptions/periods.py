"""Closing a month, a quarter or a year; the closed tables, numbered, as papers and as sheets."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import receptions
from booking.insights.closing import Table, close, frozen_table, next_to_close, table_of
from booking.insights.received import NUMBERS, Sums
from booking.receptions import Closed, Period, PeriodUnknown
from booking.web.receptions.door import PERIODS, federation_route
from booking.web.receptions.figures import WORDS
from booking.web.receptions.unreturned import unreturned
from booking.web.showing.download import download
from sites.foundation.formats import amount, full_day, number
from sites.foundation.formats import month as month_words
from sites.foundation.forms import posted
from sites.foundation.language import N_, _
from sites.foundation.pages import actor_of, form_key, page, redirect_saying
from sites.foundation.spreadsheet import Sheet

KINDS = {"month": N_("Months"), "quarter": N_("Quarters"), "year": N_("Years")}
TITLES = {
    "month": N_("Monthly table no. %(number)s"),
    "quarter": N_("Quarterly table no. %(number)s"),
    "year": N_("Yearly table no. %(number)s"),
}


@dataclass(frozen=True)
class Done:
    """A closed period as the list shows it."""

    closed: Closed
    total: Sums
    corrections: int


async def show(request: Request) -> Response:
    kind = request.query_params.get("kind", "")
    return await _shown(request, kind if kind in KINDS else "month")


async def _shown(request: Request, kind: str, *, wrong: str = "", status: int = 200) -> Response:
    by = actor_of(request)
    closed = await receptions.closed_periods(by.organisation_id, kind)
    period = await next_to_close(kind, federation_id=by.organisation_id)
    table = await table_of(period, federation_id=by.organisation_id) if period else None
    return page(
        request, "pages/receptions/periods.html", kind=kind, kinds=KINDS, table=table, title=title_of,
        lacking=await unreturned(period) if period else (), wrong=wrong, status=status,
        done=[_done(one) for one in reversed(closed)], **_columns(),
    )  # fmt: skip


async def act(request: Request) -> Response:
    """The period that was on the page is closed, not the one that comes after it. Without every return only by a tick."""
    form = await posted(request)
    period = _period(str(form.get("kind", "")), str(form.get("first", "")))
    if period.is_over and form.get("lacking") != "1" and await unreturned(period):
        wrong = _("Tick this to close without the returns that are missing.")
        return await _shown(request, period.kind, wrong=wrong, status=422)
    made = await close(period, by=actor_of(request), key=await form_key(request))
    said = _("%(period)s is closed.", period=name_of(period))
    return redirect_saying(request, f"{PERIODS}/{made}", said)


async def paper(request: Request) -> Response:
    closed = await receptions.closed_period(request.path_params["period"], by=actor_of(request))
    table = frozen_table(closed)
    return page(
        request, "pages/receptions/closed_period.html", closed=closed, table=table, title=title_of(closed),
        last=closed.period.until - timedelta(days=1), bases=_by_base(table),
        organisation=_organisation(request), **_columns(),
    )  # fmt: skip


async def sheet(request: Request) -> Response:
    closed = await receptions.closed_period(request.path_params["period"], by=actor_of(request))
    table = frozen_table(closed)
    return await download(title_of(closed), _groups(table), _adjustments(table))


def name_of(period: Period) -> str:
    """October 2026, the 3rd quarter of 2026, or 2026."""
    first = period.first
    if period.kind == "month":
        return month_words(first)
    if period.kind == "quarter":
        return _("Quarter %(quarter)s of %(year)s", quarter=first.month // 3 + 1, year=first.year)
    return _("Year %(year)s", year=first.year)


def title_of(closed: Closed) -> str:
    return _(TITLES[closed.period.kind], number=closed.number)


def _period(kind: str, first: str) -> Period:
    """Refused: PeriodUnknown, for what is the first day of no period."""
    try:
        day = date.fromisoformat(first)
        found = receptions.period_of(kind, day)
    except (ValueError, KeyError):
        raise PeriodUnknown from None
    if found.first != day or not 2000 <= day.year <= 2099:
        raise PeriodUnknown
    return found


def _done(closed: Closed) -> Done:
    table = frozen_table(closed)
    return Done(closed, table.total, len(table.adjustments))


def _by_base(table: Table) -> list[tuple[str, str, Sums]]:
    found: dict[str, tuple[str, Sums]] = {}
    for line in table.lines:
        _name, before = found.get(line.site_code, ("", Sums()))
        found[line.site_code] = (line.site_name, before + line.adds)
    return [(code, *found[code]) for code in sorted(found)]


def _columns() -> dict[str, Any]:
    """The columns of sums, for templates: their heads, a sum's cells, and the rows of adjustments."""
    return {
        "head": [(words, "n") for words in _numbers()], "cells": _written,
        "adjusted": _adjusted, "name": name_of,
    }  # fmt: skip


def _written(sums: Sums) -> list[str]:
    return [amount(sums.income) if n == "income" else number(sums.of(n)) for n in NUMBERS]


def _adjusted(table: Table) -> list[list[str]]:
    return [
        [
            f"{one.line.name} · {one.line.site_code}",
            full_day(date.fromisoformat(one.line.check_in)),
            *_written(one.difference),
        ]
        for one in table.adjustments
    ]


def _organisation(request: Request) -> str:
    viewer = request.state.viewer
    return str(viewer.organisation)


def _groups(table: Table) -> Sheet:
    head = [
        _("Base"),
        _("Name of the base"),
        _("Union or agency"),
        _("Arrival"),
        _("Departure"),
        *_numbers(),
    ]
    rows = [
        [line.site_code, line.site_name, line.name, line.check_in, line.check_out, *_cells(line.adds)]
        for line in table.lines
    ]  # fmt: skip
    return Sheet(_("Groups"), head, rows)


def _adjustments(table: Table) -> Sheet:
    head = [_("Earlier table"), _("Base"), _("Union or agency"), _("Arrival"), *_numbers()]
    rows = [
        [one.first, one.line.site_code, one.line.name, one.line.check_in, *_cells(one.difference)]
        for one in table.adjustments
    ]
    return Sheet(_("Adjustments"), head, rows)


def _numbers() -> list[str]:
    return [_(WORDS[number]) for number in NUMBERS]


def _cells(sums: Sums) -> list[object]:
    return [Decimal(sums.income) / 100 if n == "income" else sums.of(n) for n in NUMBERS]


ROUTES = [
    federation_route(PERIODS, needs="figures.see", get=show),
    federation_route(f"{PERIODS}/closing", needs="periods.close", get=show, post=act),
    federation_route(f"{PERIODS}/{{period}}", needs="figures.see", get=paper),
    federation_route(f"{PERIODS}/{{period}}/table.xlsx", needs="figures.see", get=sheet),
]
