"""The register of filed stays (备案): looked through by filters, one entry at a time, and as a sheet."""

from typing import Annotated, Any

from pydantic import BeforeValidator
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from booking import people, stays
from booking.stays import RegisterLine, State, Wanted
from booking.web.federation.door import federation_route
from booking.web.showing.download import download
from sites.foundation.actor import Actor
from sites.foundation.formats import moment
from sites.foundation.forms import Filled, Form, Line, MaybeDay, judge
from sites.foundation.language import _, locale
from sites.foundation.pages import actor_of, page
from sites.foundation.paging import number_from
from sites.foundation.rendering import href
from sites.foundation.spreadsheet import Sheet
from sites.regions import city_options, districts

ADDRESS = "/federation/register"
FILED = (
    State.CONFIRMED, State.IN_HOUSE, State.DEPARTED, State.NO_SHOW, State.CANCELLED,
    State.RECONCILED, State.SETTLED,
)  # fmt: skip


def _known_quarter(text: object) -> object:
    """`2026-4`; anything else asks for every quarter."""
    year, _dash, quarter = str(text).partition("-")
    sound = year.isascii() and year.isdigit() and len(year) == 4 and quarter in {*"1234"}
    return str(text) if sound else ""


class RegisterForm(Form):
    q: Line = ""
    quarter: Annotated[str, BeforeValidator(_known_quarter)] = ""
    district: Line = ""
    origin: Line = ""
    state: Line = ""
    first: MaybeDay = None
    last: MaybeDay = None


async def show(request: Request) -> Response:
    by, query = actor_of(request), request.query_params
    filled = judge(query, RegisterForm)
    shown = await stays.register(wanted_of(filled), number=number_from(query.get("page")), by=by)
    return page(
        request, "pages/federation/register.html", shown=shown, form=filled, region=people.region_name,
        sheet=_kept(query, f"{ADDRESS}.xlsx"), **await _options(by),
        previous=_kept(query, ADDRESS, page=shown.number - 1) if shown.number > 1 else "",
        next=_kept(query, ADDRESS, page=shown.number + 1) if shown.number < shown.last else "",
    )  # fmt: skip


async def sheet(request: Request) -> Response:
    lines = await stays.whole_register(
        wanted_of(judge(request.query_params, RegisterForm)), by=actor_of(request)
    )
    return await download(_("Register of stays"), Sheet(_("Register"), _head(), _rows(lines)))


async def one(request: Request) -> Response:
    line = await stays.filed_stay(request.path_params["stay"], by=actor_of(request))
    return page(
        request, "pages/federation/filing.html", line=line, origin=people.region_name(line.stay.origin_code),
        district=dict(district_options()).get(line.stay.district_code, ""),
    )  # fmt: skip


def wanted_of(filled: Filled[RegisterForm]) -> Wanted:
    form = filled.value or RegisterForm()
    year, _dash, quarter = form.quarter.partition("-")
    states = tuple(state for state in FILED if state == form.state)
    return Wanted(
        text=form.q, year=int(year or 0), quarter=int(quarter or 0), district=form.district,
        origin=form.origin, states=states, first=form.first, last=form.last,
    )  # fmt: skip


async def _options(by: Actor) -> dict[str, Any]:
    return {
        "quarters": [
            (f"{year}-{quarter}", _("%(year)s, quarter %(quarter)s", year=year, quarter=quarter))
            for year, quarter in await stays.quarters(by)
        ],
        "districts": district_options(),
        "cities": city_options(),
        "states": [(state.value, _(state.words)) for state in FILED],
    }


def district_options() -> list[tuple[str, str]]:
    return [(one.code, one.name_in(locale())) for one in districts()]


def _head() -> tuple[str, ...]:
    return (
        _("Filing number"), _("Filed at"), _("Reference"), _("Enterprise union"), _("City"), _("Base"),
        _("District"), _("Arrival"), _("Departure"), _("Nights"), _("People"), _("Workers"), _("State"),
    )  # fmt: skip


def _rows(lines: list[RegisterLine]) -> list[tuple[object, ...]]:
    names = dict(district_options())
    return [
        (
            line.filing.number, moment(line.filing.filed_at), line.stay.reference, line.stay.union_name,
            people.region_name(line.stay.origin_code), line.stay.site_name,
            names.get(line.stay.district_code, ""), line.stay.check_in,
            line.stay.check_out, line.stay.nights, line.stay.heads, line.stay.workers, _(line.stay.state.words),
        )
        for line in lines
    ]  # fmt: skip


def _kept(query: QueryParams, path: str, **changes: object) -> str:
    kept = {name: value for name, value in query.items() if name != "page"}
    return href(path, **{**kept, **changes})


ROUTES = [
    federation_route(ADDRESS, needs="filings.see", get=show),
    federation_route(f"{ADDRESS}.xlsx", needs="filings.see", get=sheet),
    federation_route(f"{ADDRESS}/{{stay}}", needs="filings.see", get=one),
]
