"""When to travel: for each day of two months what there is for a stay begun on it, and the cheapest weeks of half a year."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from booking.web.offers.addresses import Address, address_of
from booking.web.offers.asked import Asked, read, typed
from booking.web.offers.ground import city_name
from booking.web.offers.month_view import Cell, Month, first_month, weeks_of
from booking.web.offers.package_view import per_day
from sites import listings, search
from sites.foundation import clock, formats
from sites.foundation.editions import CATALOGUE, NIGHTS
from sites.foundation.kept_pages import kept_page
from sites.foundation.pages import PUBLIC, PageUnknown, page, route
from sites.listings import SiteCard
from sites.search import DayOffer, Question, WeekOffer, allowing

SHADES, WEEKS_AHEAD, WEEKS_SHOWN = 5, 26, 8
A_WEEK, LONGEST_MONTH = timedelta(days=7), timedelta(days=31)
PATH = "/months"
# What the form of the page says itself.
OF_FORM = ("heads", "nights", "site")


@dataclass(frozen=True, slots=True)
class Week:
    """One of the cheapest weeks as a row. `fen` is what a person pays for the whole stay; `href` finds the bases of that week."""

    days: str
    bases: int
    best_day: str
    per_day: str
    fen: int
    href: str


async def show(request: Request) -> Response:
    """Filters and group as in a search; what cannot be is said, and the usual group shown. `site` looks at one base alone."""
    filled = read(request.query_params)
    asked, site = filled.value or Asked(), await _site(request.query_params.get("site"))
    question, address = _question(asked, site), _address(asked, site)
    first = first_month(request.query_params.get("month"), asked.check_in)
    second, third = _next(first), _next(_next(first))
    days = await search.over_days(question, first=first, days=(third - first).days)
    ahead = await search.over_days(question, first=clock.today(), days=WEEKS_AHEAD * A_WEEK.days)
    before = (first - timedelta(days=1)).replace(day=1)
    return page(
        request, "pages/public/by_month.html", status=200 if filled.value else 422, asked=asked, site=site,
        months=_months(days, address, site), weeks=_weeks(ahead, address, site), weeks_ahead=WEEKS_AHEAD,
        typed=typed(filled), errors=filled.errors, kept=[pair for pair in address.pairs if pair[0] not in OF_FORM],
        city=city_name(asked.origin), back=address.without("site").to(_list_of(site)),
        earlier=address.to(PATH, month=f"{before:%Y-%m}") if before >= clock.today().replace(day=1) else "",
        later=address.to(PATH, month=f"{second:%Y-%m}"),
    )  # fmt: skip


async def _site(code: str | None) -> SiteCard | None:
    if not code:
        return None
    found = await listings.cards_named([code])
    if not found:
        raise PageUnknown
    return found[0]


def _next(month: date) -> date:
    return (month + LONGEST_MONTH).replace(day=1)


def _question(asked: Asked, site: SiteCard | None) -> Question:
    question = replace(asked.question(), starts=())
    if site is None:
        return question
    return Question(
        nights=asked.nights, heads=asked.heads, singles=asked.singles, families=asked.families,
        bounds=allowing([site.id]),
    )  # fmt: skip


def _address(asked: Asked, site: SiteCard | None) -> Address:
    pairs = address_of(asked).pairs
    return Address((*pairs, *((("site", site.code),) if site else ())))


def _list_of(site: SiteCard | None) -> str:
    return f"/sites/{site.code}" if site else "/sites"


def _months(days: Sequence[DayOffer], address: Address, site: SiteCard | None) -> list[Month]:
    """Shaded by bases; by places where one base is looked at."""
    numbers = [one.places if site else one.bases for one in days]
    highest = max(numbers, default=0)
    cells = [
        _cell(one, n, highest, address, _list_of(site))
        for one, n in zip(days, numbers, strict=True)
    ]
    by_month = groupby(zip(days, cells, strict=True), key=lambda pair: pair[0].start.replace(day=1))
    return [
        Month(formats.month(month), weeks_of([cell for _one, cell in pairs], month))
        for month, pairs in by_month
    ]


def _cell(one: DayOffer, number: int, highest: int, address: Address, path: str) -> Cell:
    if one.start < clock.today():
        return Cell(one.start.day, 0, "past", "", "", "")
    shade = -(-SHADES * number // highest) if number else 0
    goes = address.without("site").to(path, check_in=one.start, until=None) if number else ""
    return Cell(one.start.day, number, f"heat-{shade}", "", "", goes)


def _weeks(days: Sequence[DayOffer], address: Address, site: SiteCard | None) -> list[Week]:
    """The cheapest first."""
    cheapest = search.cheapest_first(search.weeks(days))[:WEEKS_SHOWN]
    return [_week(one, address.without("site"), site) for one in cheapest]


def _week(one: WeekOffer, address: Address, site: SiteCard | None) -> Week:
    nights, fen = int(dict(address.pairs).get("nights", Asked().nights)), one.best.price or 0
    to: dict[str, object] = {"check_in": one.best.start, "until": None}
    if site is None:
        to |= {"until": min(one.sunday, one.best.start + A_WEEK) + timedelta(days=nights), "sort": "price"}  # fmt: skip
    return Week(
        f"{formats.day(max(one.monday, clock.today()))} – {formats.day(one.sunday)}", one.bases, formats.day(one.best.start),
        formats.yuan(per_day(fen, nights)), fen, address.to(_list_of(site), **to),
    )  # fmt: skip


ROUTES = [route(PATH, needs=PUBLIC, get=kept_page(show, CATALOGUE, NIGHTS))]
