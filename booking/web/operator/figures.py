"""The operator's figures of a year, as bars, tables and sheets; each number is counted from its own stays."""

from babel.dates import get_month_names
from starlette.requests import Request
from starlette.responses import Response

from booking import people, stays
from booking.insights.operator_figures import OperatorFigures, Tally, operator_figures
from booking.web.operator.door import operator_route
from booking.web.showing.download import download
from sites.foundation import clock
from sites.foundation.formats import number, yuan
from sites.foundation.language import _, locale, pgettext
from sites.foundation.pages import actor_of, page
from sites.foundation.spreadsheet import Sheet

BACK = 4


async def show(request: Request) -> Response:
    by, year = actor_of(request), _year(request)
    found = await operator_figures(year, by=by)
    years = [clock.today().year + 1 - n for n in range(BACK)]
    return page(
        request, "pages/operator/figures.html", figures=found, years=years, year=year,
        sees_money=by.may("money.see"), charts=_charts(found, sees_money=by.may("money.see")),
    )  # fmt: skip


async def sheet(request: Request) -> Response:
    """One of the tables; income only for those who see money."""
    by, what = actor_of(request), request.url.path.rsplit("/", 1)[-1].removesuffix(".xlsx")
    found = await operator_figures(_year(request), by=by)
    if what == "refusals":
        return await download(_("Reasons of refusal"), Sheet(_("Reasons of refusal"), (_("Reason"), _("Requests")), [(refusal_words(code), count) for code, count in found.refusals]))  # fmt: skip
    sees = by.may("money.see")
    named = _origins(found) if what == "origins" else _months(found)
    title = _("Origins") if what == "origins" else _("Month by month")
    head = [
        pgettext("origin", "City") if what == "origins" else _("Month"),
        _("Groups"),
        _("People"),
    ]
    head += [_("Room nights")] if what == "months" else []
    head += [_("Income in yuan")] if sees else []
    rows = [_row(words, one, with_rooms=what == "months", sees=sees) for words, one in named]
    return await download(title, Sheet(title, head, rows))


def _row(words: str, one: Tally, *, with_rooms: bool, sees: bool) -> tuple[object, ...]:
    rooms = (one.rooms,) if with_rooms else ()
    return (words, one.groups, one.people, *rooms, *((one.income.minor / 100,) if sees else ()))


def _charts(found: OperatorFigures, *, sees_money: bool) -> list[dict[str, object]]:
    """What the page draws: title, unit, head, table, bars."""
    month, city = _("Month"), pgettext("origin", "City")
    charts = [
        _chart(_("Where groups come from"), _("people"), city, "origins", [(words, one.people) for words, one in _origins(found)]),
        _chart(_("Groups by month of arrival"), _("groups"), month, "months", [(words, one.groups) for words, one in _months(found)]),
        _chart(_("Room nights by month"), _("rooms"), month, "months", [(words, one.rooms) for words, one in _months(found)]),
        _chart(_("Why requests were refused"), _("requests"), _("Reason"), "refusals", [(refusal_words(code), count) for code, count in found.refusals]),
    ]  # fmt: skip
    if sees_money:
        bars = [(words, one.income.minor, yuan(one.income)) for words, one in _months(found)]
        income: dict[str, object] = {"title": _("Income by month of arrival"), "unit": _("charged"), "head": month, "table": "months", "bars": bars}  # fmt: skip
        charts.insert(3, income)
    return charts


def _chart(
    title: str, unit: str, head: str, table: str, counted: list[tuple[str, int]]
) -> dict[str, object]:
    bars = [(words, count, number(count)) for words, count in counted]
    return {"title": title, "unit": unit, "head": head, "table": table, "bars": bars}


def _origins(found: OperatorFigures) -> list[tuple[str, Tally]]:
    return [(people.region_name(one.name) or _("not on record"), one) for one in found.origins]


def _months(found: OperatorFigures) -> list[tuple[str, Tally]]:
    names = get_month_names("abbreviated", locale=locale())
    return [(names[int(one.name)], one) for one in found.months]


def refusal_words(code: str) -> str:
    if code == "operator_silent":
        return _("Not answered in time")
    return _(stays.DECLINE_REASONS.get(code, stays.DECLINE_REASONS["other"]))


def _year(request: Request) -> int:
    typed = request.query_params.get("year", "")
    today = clock.today().year
    return int(typed) if typed.isdecimal() and len(typed) == 4 and 2000 <= int(typed) <= today + 1 else today  # fmt: skip


ROUTES = [
    operator_route("/operator/site/figures", needs="stays.see", get=show),
    *(
        operator_route(f"/operator/site/figures/{table}.xlsx", needs="stays.see", get=sheet)
        for table in ("origins", "months", "refusals")
    ),
]
