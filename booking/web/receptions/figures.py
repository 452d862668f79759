"""The year's figures; and behind each number the list of exactly the groups that make it up."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from starlette.requests import Request
from starlette.responses import Response

from booking import receptions
from booking.insights.received import NUMBERS, Asked, Received, groups, how_many, sums
from booking.insights.year import Figures, span_of, year_figures, year_from
from booking.web.receptions.door import FIGURES, federation_route
from booking.web.showing.download import download
from sites.foundation import clock
from sites.foundation.forms import Filled, Form, Line, MaybeDay, judge
from sites.foundation.language import N_, _
from sites.foundation.pages import page
from sites.foundation.paging import Page, number_from
from sites.foundation.rendering import href
from sites.foundation.spreadsheet import Sheet

PAGE, YEARS = 50, 5
WORDS: dict[str, str] = {
    "people": N_("Workers received"),
    "groups": N_("Groups"),
    "nights": N_("Person-nights"),
    "income": N_("Income, yuan"),
    "family": N_("Family members"),
}
SOURCES = {"booked": N_("booked here"), "recorded": N_("recorded")}
WHO = {"visiting": N_("visiting"), "local": N_("local")}


class ListForm(Form):
    """`last` is the last day of the span."""

    first: MaybeDay = None
    last: MaybeDay = None
    number: Line = ""
    who: Line = ""
    source: Line = ""
    site: Line = ""


async def show(request: Request) -> Response:
    year = await year_figures(year_from(request.query_params.get("year", "")))
    now = clock.today().year
    return page(
        request, "pages/receptions/figures.html", year=year, words=WORDS, opens=opens,
        change=change, sources=SOURCES, who=WHO, sheet=_sheet_of(year.now),
        years=[(str(n), str(n)) for n in range(now, now - YEARS, -1)],
    )  # fmt: skip


async def listed(request: Request) -> Response:
    asked = _asked(judge(request.query_params, ListForm))
    total, number = await sums(asked), number_from(request.query_params.get("page"))
    rows = await groups(asked, limit=PAGE, offset=(number - 1) * PAGE)
    shown = Page(rows, number, PAGE, await how_many(asked))
    return page(
        request, "pages/receptions/figure_list.html", asked=asked, total=total, shown=shown,
        last=asked.until - timedelta(days=1), words=WORDS, sources=SOURCES, who=WHO,
        origin_name=receptions.origin_name, sheet=address(asked, at=f"{FIGURES}/list.xlsx"),
        previous=address(asked, page=number - 1) if number > 1 else "",
        next=address(asked, page=number + 1) if number < shown.last else "",
    )  # fmt: skip


async def sheet(request: Request) -> Response:
    asked = _asked(judge(request.query_params, ListForm))
    return await download(_("Groups received"), _sheet(await groups(asked)))


def _asked(filled: Filled[ListForm]) -> Asked:
    """Whatever does not fit is left out: an address that somebody cut opens the whole year."""
    given, year = filled.value or ListForm(), span_of(clock.today().year)
    first = given.first or year.first
    until = given.last + timedelta(days=1) if given.last else year.until
    return Asked(
        first, max(until, first + timedelta(days=1)), number=_known(given.number, WORDS),
        who=_known(given.who, WHO), source=_known(given.source, SOURCES), site=given.site,
    )  # fmt: skip


def _known(text: str, words: dict[str, str]) -> str:
    return text if text in words else ""


def address(asked: Asked, *, at: str = f"{FIGURES}/list", page: int = 1) -> str:
    """The list of a number: an address that says all of its conditions."""
    last = asked.until - timedelta(days=1)
    return href(
        at, first=asked.first.isoformat(), last=last.isoformat(), number=asked.number,
        who=asked.who, source=asked.source, site=asked.site, page=page if page > 1 else "",
    )  # fmt: skip


def opens(figures: Figures, number: str, *, source: str = "", who: str = "") -> str:
    return address(figures.asked.only(number=number, source=source, who=who))


def _sheet_of(figures: Figures) -> str:
    return address(figures.asked, at=f"{FIGURES}/list.xlsx")


def change(now: int, before: int) -> str:
    """Against last year in per cent with one decimal, or a dash where there was nothing."""
    if not before:
        return "–"
    tenths = round(Decimal(now - before) * 1000 / before)
    sign = "+" if tenths > 0 else "−" if tenths < 0 else ""
    return f"{sign}{abs(tenths) // 10}.{abs(tenths) % 10}%"


def _sheet(rows: Sequence[Received]) -> Sheet:
    head = [
        _("Source"), _("Base"), _("Name of the base"), _("Union or agency"), _("Comes from"), _("Visiting or local"),
        _("Arrival"), _("Departure"), *(_(WORDS[number]) for number in NUMBERS), _("Entered afterwards"),
    ]  # fmt: skip
    return Sheet(_("Groups received"), head, [_row(row) for row in rows])


def _row(row: Received) -> list[object]:
    who = WHO["local" if row.is_local else "visiting"]
    return [
        _(SOURCES[row.source]), row.site_code, row.site_name, row.name,
        receptions.origin_name(row.origin_code), _(who), row.check_in.isoformat(),
        row.check_out.isoformat(),
        *(Decimal(row.adds.income) / 100 if n == "income" else row.adds.of(n) for n in NUMBERS),
        _("yes") if row.is_historic else "",
    ]  # fmt: skip


ROUTES = [
    federation_route(FIGURES, needs="figures.see", get=show),
    federation_route(f"{FIGURES}/list", needs="figures.see", get=listed),
    federation_route(f"{FIGURES}/list.xlsx", needs="figures.see", get=sheet),
]
