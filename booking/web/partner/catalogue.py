"""The bases and whether this city's unions may use them: the reason beside each, filters, a spreadsheet."""

from collections.abc import Sequence

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from booking import people
from booking.people import region_name
from booking.web.partner.recognised import Row, catalogue_for
from booking.web.partner.sheets import catalogue_sheet
from booking.web.showing.download import download
from sites import regions
from sites.foundation.language import N_, _, locale
from sites.foundation.pages import actor_of, page, route
from sites.foundation.paging import cut, number_from
from sites.foundation.rendering import href

PAGE = "pages/partner/catalogue.html"
SIZE = 40
SHOWN = {"": N_("All bases"), "yes": N_("Recognised"), "no": N_("Not recognised")}


async def show(request: Request) -> Response:
    """`?recognised=yes|no&district=&page=`."""
    region, rows = await _rows(request)
    fitting = _fitting(rows, request.query_params)
    shown = cut(fitting, number=number_from(request.query_params.get("page")), size=SIZE)
    kept = {name: request.query_params.get(name, "") for name in ("recognised", "district")}
    return page(
        request, PAGE, city=region_name(region), shown=shown, kept=kept, total=len(rows),
        recognised=sum(row.is_recognised for row in rows),
        choices=[(name, _(words)) for name, words in SHOWN.items()],
        districts=[(one.code, one.name_in(locale())) for one in regions.districts()],
        export=href("/partner/sites.xlsx", **kept),
        previous=href("/partner/sites", **kept, page=shown.number - 1) if shown.number > 1 else "",
        following=href("/partner/sites", **kept, page=shown.number + 1) if shown.number < shown.last else "",
    )  # fmt: skip


async def export(request: Request) -> Response:
    region, rows = await _rows(request)
    name = _("Bases for unions of %(city)s", city=region_name(region))
    return await download(name, catalogue_sheet(_fitting(rows, request.query_params)))


async def _rows(request: Request) -> tuple[str, tuple[Row, ...]]:
    region = (await people.area_of(actor_of(request).organisation_id)).region_code
    return region, await catalogue_for(region)


def _fitting(rows: Sequence[Row], query: QueryParams) -> list[Row]:
    wanted, district = query.get("recognised", ""), query.get("district", "")
    return [
        row
        for row in rows
        if wanted not in ("yes", "no") or row.is_recognised == (wanted == "yes")
        if not district or row.card.district_code == district
    ]


ROUTES = [
    route("/partner/sites", needs="partners.see", get=show),
    route("/partner/sites.xlsx", needs="partners.see", get=export),
]
