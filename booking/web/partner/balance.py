"""Sent and received by month: figures, the drawing, both tables, and all of it as a spreadsheet."""

from starlette.requests import Request
from starlette.responses import Response

from booking.insights.balance import Balance, balance
from booking.people import region_name
from booking.web.partner.chart import drawing
from booking.web.partner.period import A_YEAR, Period, choices, period_from
from booking.web.partner.sheets import balance_sheets
from booking.web.showing.download import download
from sites import listings, regions
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, route

PAGE = "pages/partner/balance.html"


async def show(request: Request) -> Response:
    """`?period=` is a year, anything else the last twelve months."""
    period, seen = await _asked(request)
    return page(
        request, PAGE, balance=seen, drawing=drawing(seen.months), city=region_name(seen.region_code),
        period=period, periods=choices(), own_bases=await _own_bases(seen.region_code), names={one.region_code: region_name(one.region_code) for one in seen.counterparts},
    )  # fmt: skip


async def export(request: Request) -> Response:
    _period, seen = await _asked(request)
    name = _("Sent and received, %(city)s", city=region_name(seen.region_code))
    return await download(name, *balance_sheets(seen))


async def _own_bases(region: str) -> int:
    return sum(regions.city_of(card.district_code) == region for card in await listings.cards())


async def _asked(request: Request) -> tuple[Period, Balance]:
    period = period_from(request.query_params.get("period"))
    return period, await balance(first=period.first, months=A_YEAR, by=actor_of(request))


ROUTES = [
    route("/partner/balance", needs="partners.see", get=show),
    route("/partner/balance.xlsx", needs="partners.see", get=export),
]
