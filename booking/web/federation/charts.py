"""The numbers behind the desk's charts as sheets to take home."""

from babel.dates import get_month_names
from starlette.requests import Request
from starlette.responses import Response

from booking import people
from booking.insights.heat import MONTHS, HeatRow, heat
from booking.insights.origins import origins
from booking.web.federation.door import federation_route
from booking.web.showing.download import download
from sites.foundation import clock
from sites.foundation.language import _, locale, pgettext
from sites.foundation.spreadsheet import Sheet
from sites.regions import districts


async def origin_sheet(_request: Request) -> Response:
    year = clock.today().year
    rows = [
        (
            people.region_name(one.code) or _("not on record"),
            one.code,
            one.people,
            one.groups,
            one.before,
        )
        for one in await origins(year)
    ]
    head = (
        pgettext("origin", "City"),
        _("Code"),
        _("People"),
        _("Groups"),
        _("The same days last year"),
    )
    return await download(_("Origins"), Sheet(_("Origins"), head, rows))


async def heat_sheet(_request: Request) -> Response:
    found = await heat(clock.today().year)
    names = {**district_names(), found.foot.district_code: _("Whole city")}
    every = (*found.rows, found.foot)
    head = (_("District"), _("Bases"), *month_names(), _("Together"))
    return await download(
        _("Arrivals by month"),
        Sheet(_("Arrived"), head, [_row(names, row, row.came) for row in every]),
        Sheet(_("Confirmed ahead"), head, [_row(names, row, row.coming) for row in every]),
    )


def district_names() -> dict[str, str]:
    return {one.code: one.name_in(locale()) for one in districts()}


def month_names() -> list[str]:
    """Short ones, January first."""
    names = get_month_names("abbreviated", locale=locale())
    return [names[one] for one in MONTHS]


def _row(names: dict[str, str], row: HeatRow, numbers: tuple[int, ...]) -> tuple[object, ...]:
    return (names[row.district_code], row.bases, *numbers, sum(numbers))


ROUTES = [
    federation_route("/federation/origins.xlsx", needs="sites.oversee", get=origin_sheet),
    federation_route("/federation/arrivals.xlsx", needs="sites.oversee", get=heat_sheet),
]
