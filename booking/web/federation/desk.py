"""The host federation's first page: the year in charts, what needs a decision, whom to telephone, who is here today."""

from starlette.requests import Request
from starlette.responses import Response

from booking import cases, people, quotas, stays
from booking.insights.heat import heat
from booking.insights.origins import origins
from booking.insights.year import year_figures
from booking.quotas import QuotaLine
from booking.stays import waiting
from booking.web.federation.calls import to_call
from booking.web.federation.charts import district_names, month_names
from booking.web.federation.decisions import SHOWN, decisions
from booking.web.federation.door import federation_route
from booking.web.federation.flows import flow_map
from sites.foundation import clock
from sites.foundation.pages import actor_of, page

TOP = 14


async def show(request: Request) -> Response:
    by, year = actor_of(request), clock.today().year
    came = await origins(year)
    return page(
        request, "pages/federation/desk.html", now=clock.now(), year=year,
        figures=await year_figures(year) if by.may("figures.see") else None,
        flows=flow_map(came), origins=came, top=TOP, region=people.region_name, heat=await heat(year),
        districts=district_names(), months=month_names(), decisions=await decisions(by=by), few=SHOWN,
        answered=await cases.case_figures(year, by=by), calls=await to_call(), here=await stays.here_today(),
        waits=await waiting.waits_by_site(by=by), quotas=_fullest(await quotas.lines_for(by)),
    )  # fmt: skip


def _fullest(lines: list[QuotaLine]) -> list[QuotaLine]:
    """Whole trees that count today, the one with the least left first."""
    today = clock.today()
    counting = [
        one for one in lines
        if one.depth == 0 and not one.closed_at and one.first_day <= today <= one.last_day
    ]  # fmt: skip
    return sorted(counting, key=lambda one: one.figures.left / max(1, one.figures.limit))


ROUTES = [federation_route("/federation", needs="sites.oversee", get=show)]
