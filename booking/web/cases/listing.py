"""The list of cases on each side: the nearest deadline first, and how many were answered in time."""

from starlette.requests import Request
from starlette.responses import Response

from booking import cases
from booking.cases import CaseLine
from booking.web.showing.download import download
from booking.web.side import Side
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.formats import moment
from sites.foundation.language import N_, _, pgettext
from sites.foundation.pages import actor_of, page
from sites.foundation.paging import number_from
from sites.foundation.rendering import href
from sites.foundation.spreadsheet import Sheet

SHOWN: dict[str, str] = {
    "open": N_("To answer"),
    "late": N_("Overdue"),
    "answered": N_("Answered"),
    "all": N_("All"),
}


async def show(request: Request) -> Response:
    by, query = actor_of(request), request.query_params
    chosen = query["show"] if query.get("show") in SHOWN else "open"
    shown = await cases.cases(chosen, number=number_from(query.get("page")), by=by)
    return page(
        request, "pages/cases/list.html", root=root_of(by), shown=shown, tabs=_tabs(by, chosen),
        kinds=_words(cases.KINDS), days=cases.DAYS, year=clock.today().year,
        figures=await cases.case_figures(clock.today().year, by=by),
        previous=_turn(by, chosen, shown.number - 1) if shown.number > 1 else "",
        next=_turn(by, chosen, shown.number + 1) if shown.number < shown.last else "",
    )  # fmt: skip


async def sheet(request: Request) -> Response:
    rows = [_row(line) for line in await cases.whole_list(by=actor_of(request))]
    head = (
        _("Case"), _("Kind"), _("Came in"), _("About"), _("Asked by"), _("Base"), _("Group"), _("Opened"),
        _("To be answered by"), _("Owner"), _("Answered"), _("In time"),
    )  # fmt: skip
    return await download(_("Cases"), Sheet(_("Cases"), head, rows))


def root_of(by: Actor) -> str:
    return f"/{by.kind}/cases"


def said_in_time(line: CaseLine) -> str:
    if line.is_open:
        return _("overdue") if line.is_late else pgettext("case", "open")
    return _("late") if line.is_late else _("in time")


def _row(line: CaseLine) -> tuple[object, ...]:
    return (
        line.number, _(cases.KINDS[line.kind]), _(cases.CHANNELS[line.channel]), line.subject, line.asker,
        line.site, line.reference, moment(line.opened_at), line.due_on, line.owner,
        moment(line.answered_at) if line.answered_at else "", said_in_time(line),
    )  # fmt: skip


def _tabs(by: Actor, chosen: str) -> list[tuple[str, str, bool, str]]:
    return [
        (_(words), href(root_of(by), show=name), name == chosen, "")
        for name, words in SHOWN.items()
    ]


def _turn(by: Actor, chosen: str, number: int) -> str:
    return href(root_of(by), show=chosen, page=number)


def _words(table: dict[str, str]) -> dict[str, str]:
    return {name: _(words) for name, words in table.items()}


ROUTES = [
    *(Side(kind)(f"/{kind}/cases", needs="cases.see", get=show) for kind in ("union", "operator", "federation")),
    Side("federation")("/federation/cases.xlsx", needs="cases.see", get=sheet),
]  # fmt: skip
