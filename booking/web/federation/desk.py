"""The host federation's first page: the year in charts, what needs a decision, whom to telephone, who is here today."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from starlette.requests import Request
from starlette.responses import Response

from booking import cases, people, quotas, stays
from booking.insights.heat import heat_of
from booking.insights.origins import origins_of
from booking.insights.year import year_cells
from booking.quotas import QuotaLine
from booking.stays import waiting
from booking.web.federation.calls import to_call
from booking.web.federation.charts import district_names, month_names
from booking.web.federation.decisions import SHOWN, decisions
from booking.web.federation.door import federation_route
from booking.web.federation.flows import flow_map
from booking.web.quotas.door import ROOT
from booking.web.quotas.words import STATES, counted_words
from booking.web.receptions.figures import change, opens
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.pages import actor_of, page, redirect

TOP, FEW_QUOTAS = 14, 8


@dataclass(frozen=True, slots=True)
class Quotas:
    """Those that count today, the fullest first; `more` are not shown. `rows` as the tree of quotas takes them."""

    rows: tuple[tuple[QuotaLine, bool], ...]
    more: int
    root: str = ROOT
    marks: Mapping[str, tuple[str, str]] = field(default_factory=lambda: STATES)
    counted: Callable[[QuotaLine], tuple[str, ...]] = counted_words


async def show(request: Request) -> Response:
    by, year = actor_of(request), clock.today().year
    if not by.may("cases.see"):  # who reads the books, or pays, alone begins with that
        return redirect("/federation/audit" if by.may("audit.see") else "/federation/subsidies")
    cells = await year_cells(year)
    came = origins_of(cells)
    return page(
        request, "pages/federation/desk.html", now=clock.now(), year=year,
        figures=cells.figures() if by.may("figures.see") else None,
        flows=flow_map(came), origins=came, top=TOP, region=people.region_name, heat=await heat_of(cells),
        districts=district_names(), months=month_names(), decisions=await decisions(by=by), few=SHOWN,
        answered=await cases.case_figures(year, by=by), calls=await to_call(), here=await stays.here_today(),
        waits=await waiting.waits_by_site(by=by), opens=opens, change=change, quotas=await _quotas(by),
    )  # fmt: skip


async def _quotas(by: Actor) -> Quotas | None:
    """None for whoever may not see quotas. Shares of shares stand on their own page."""
    if not by.may("quotas.see"):
        return None
    today = clock.today()
    lines = [
        line for line in await quotas.lines_for(by)
        if line.depth <= 1 and not line.closed_at and line.first_day <= today <= line.last_day
    ]  # fmt: skip
    lines.sort(key=lambda line: (-_fullness(line), line.name))
    shown = tuple((replace(line, depth=0), False) for line in lines[:FEW_QUOTAS])
    return Quotas(shown, len(lines) - len(shown))


def _fullness(line: QuotaLine) -> float:
    return (line.figures.used + line.figures.held) / max(1, line.figures.limit)


ROUTES = [federation_route("/federation", needs="sites.oversee", get=show)]
