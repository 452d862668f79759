"""The ledger: recorded groups by year and base, as a page and as a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from starlette.requests import Request
from starlette.responses import Response

from booking import receptions
from booking.receptions import GroupLine, Returned
from booking.web.receptions.door import ledger_routes, root_of
from booking.web.receptions.ledger_year import known_years, opened
from booking.web.showing.download import download
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.language import _, choose
from sites.foundation.pages import actor_of, page
from sites.foundation.paging import cut, number_from
from sites.foundation.rendering import href
from sites.foundation.spreadsheet import Sheet

PAGE = 30


@dataclass(frozen=True)
class OwnReturn:
    """The month that is just over, for one base: returned, or due by a day."""

    site_code: str
    site_name: str
    month: date
    due: date
    returned: Returned | None

    @property
    def is_late(self) -> bool:
        return self.returned is None and clock.today() > self.due


async def show(request: Request) -> Response:
    by, query, root = actor_of(request), request.query_params, root_of(request)
    seen, site = await opened(query.get("year", ""), by=by), query.get("site", "")[:20]
    lines, year = await _lines(by, seen.year, site), seen.year
    shown = cut(lines, number=number_from(query.get("page")), size=PAGE)
    sites = await receptions.sites_of(by)
    kept = {"year": year or "all", "site": site}
    return page(
        request, "pages/receptions/ledger.html", shown=shown, root=root, year=year or "all", site=site,
        years=_years(), seen=seen, sites=[(one.code, f"{one.code} {_named(one)}") for one in sites],
        returns=await _returns(sites) if by.kind == "operator" else (),
        sheet=href(f"{root}/list.xlsx", **kept), origin_name=receptions.origin_name,
        previous=href(root, **kept, page=shown.number - 1) if shown.number > 1 else "",
        next=href(root, **kept, page=shown.number + 1) if shown.number < shown.last else "",
    )  # fmt: skip


async def sheet(request: Request) -> Response:
    by, query = actor_of(request), request.query_params
    seen = await opened(query.get("year", ""), by=by)
    every = await _lines(by, seen.year, query.get("site", "")[:20])
    lines = [line for line in every if not line.is_withdrawn]
    return await download(_("Reception ledger"), _sheet(lines))


async def _lines(by: Actor, year: int | None, site: str) -> list[GroupLine]:
    return await receptions.groups_of(by, year=year, site=site if site.isprintable() else "-")


def _years() -> list[tuple[str, str]]:
    return [(str(year), str(year)) for year in reversed(known_years())]


async def _returns(sites: Sequence[object]) -> tuple[OwnReturn, ...]:
    month = receptions.last_over("month").first
    there, asked = await receptions.returns_in(month), {*await receptions.asked_for(month)}
    return tuple(
        OwnReturn(one.code, _named(one), month, receptions.due_day(month), there.get(one.id))  # type: ignore[attr-defined]
        for one in sites
        if one.id in asked  # type: ignore[attr-defined]
    )


def _named(site: object) -> str:
    return choose(site.name, site.name_en)  # type: ignore[attr-defined]


def _sheet(lines: Sequence[GroupLine]) -> Sheet:
    head = [
        _("Base"), _("Union or agency"), _("Sent by"), _("Comes from"), _("Arrival"), _("Nights"), _("Workers"),
        _("Family"), _("Crew"), _("Income, yuan"), _("Proof"), _("Entered afterwards"),
    ]  # fmt: skip
    return Sheet(_("Reception ledger"), head, [_row(line) for line in lines])


def _row(line: GroupLine) -> list[object]:
    return [
        line.site_code, line.name, receptions.SENDER[line.sender].say(),
        receptions.origin_name(line.origin_code), line.check_in.isoformat(), line.nights,
        line.heads.workers, line.heads.family, line.heads.crew,
        "" if line.income is None else Decimal(line.income.minor) / 100, line.proof_number,
        _("yes") if line.is_historic else "",
    ]  # fmt: skip


ROUTES = [
    *ledger_routes("", needs="receptions.see", get=show),
    *ledger_routes("/list.xlsx", needs="receptions.see", get=sheet),
]
