"""All quotas of a federation as trees with their bars, what comes next, and the same as a sheet."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from booking import quotas
from booking.quotas import Figures, QuotaLine
from booking.web.quotas.door import LOOK, ROOT, federation_route
from booking.web.quotas.panel import panel_of
from booking.web.quotas.words import AXES, STATES, counted_words, period_words, tree_rows
from booking.web.showing.download import download
from sites.foundation import clock
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page
from sites.foundation.rendering import href

OVERVIEW, COMING = "pages/quotas/overview.html", 6
SHOWN_STATES = ("not_open", "open", "nearly", "spent", "over", "closed")


@dataclass(frozen=True, slots=True)
class Coming:
    """What happens to a quota at its time: it opens, or what is unused of it is released."""

    at: datetime
    line: QuotaLine
    is_opening: bool


async def show(request: Request) -> Response:
    by, query = actor_of(request), request.query_params
    every = await quotas.lines_for(by)
    year, axis, state = _asked(query, every)
    lines = _trees(every, year=year, axis=axis, state=state)
    panel, here = await panel_of(request), href(ROOT, by=axis, year=year, state=state)
    return page(
        request, OVERVIEW, rows=tree_rows(lines), sums=_sums(lines), coming=coming(every), has_any=bool(every),
        tabs=_tabs(every, axis=axis, year=year, state=state), years=_years(every), year=year, state=state,
        axis=axis, states=[(code, _(STATES[code][0])) for code in SHOWN_STATES], marks=STATES,
        counted=counted_words, period=period_words, root=ROOT, may=by.may("quotas.manage"),
        panel=panel, here=here, look=LOOK, chosen=panel.quota.line.public_id if panel else "",
    )  # fmt: skip


def _asked(query: QueryParams, every: list[QuotaLine]) -> tuple[str, str, str]:
    """Only what there is; everything else asks for all that is open."""
    years = {value for value, _words in _years(every)}
    year, axis, state = (query.get(name, "") for name in ("year", "by", "state"))
    return (
        year if year in years else "",
        axis if axis in AXES else "",
        state if state in SHOWN_STATES else "",
    )


def _years(every: list[QuotaLine]) -> list[tuple[str, str]]:
    found = {year for line in every for year in range(line.first_day.year, line.last_day.year + 1)}
    return [(str(year), _("year %(year)s", year=year)) for year in sorted(found)]


def _trees(every: list[QuotaLine], *, year: str, axis: str, state: str) -> list[QuotaLine]:
    """Whole trees of the year and kind; of a state the single quotas, closed ones only where they are asked for."""
    in_year = [
        one for one in every if not year or one.first_day.year <= int(year) <= one.last_day.year
    ]
    kept = [one for one in in_year if not axis or one.axis == axis]
    if state:
        return [one for one in kept if one.state == state]
    return [one for one in kept if one.state != "closed"]


def _sums(lines: list[QuotaLine]) -> dict[str, Figures]:
    """Of the whole trees that count today, by unit."""
    today, sums = clock.today(), dict[str, Counter[str]]()
    for line in lines:
        if line.depth == 0 and line.first_day <= today <= line.last_day:
            found = sums.setdefault(line.unit, Counter())
            found.update(limit=line.figures.limit, used=line.figures.used, held=line.figures.held)
    return {unit: Figures(one["limit"], one["used"], one["held"]) for unit, one in sums.items()}


def coming(every: list[QuotaLine]) -> list[Coming]:
    """Openings and releases ahead, the nearest first."""
    now = clock.now()
    found = []
    for line in every:
        if line.closed_at:
            continue
        if line.opens_itself and line.opens_at and line.opens_at > now:
            found.append(Coming(line.opens_at, line, is_opening=True))
        if line.released_itself and line.release_on:
            found.append(Coming(clock.at(line.release_on, time.min), line, is_opening=False))
    return sorted(found, key=lambda one: (one.at, one.line.name))[:COMING]


def _tabs(every: list[QuotaLine], *, axis: str, year: str, state: str) -> list[tuple[Any, ...]]:
    counts = Counter(one.axis for one in every if one.depth == 0 and not one.closed_at)
    kept = {"year": year, "state": state}
    return [
        (_("All"), href(ROOT, **kept), not axis, counts.total()),
        *(
            (_(AXES[code]), href(ROOT, by=code, **kept), axis == code, counts[code])
            for code in AXES
            if counts[code] or axis == code
        ),
    ]


async def sheet(request: Request) -> Response:
    """Every quota with its numbers, in the columns in which an import reads it back."""
    made = await quotas.exported(by=actor_of(request))
    return await download(_("Quotas"), made)


ROUTES = [
    federation_route(ROOT, needs="quotas.see", get=show),
    federation_route(f"{ROOT}.xlsx", needs="quotas.see", get=sheet),
]
