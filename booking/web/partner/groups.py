"""The groups of the city's unions: a list with filters, and the same as a spreadsheet."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.stays import OverseenStay, State
from booking.web.partner.sheets import group_sheet
from booking.web.showing import span
from booking.web.showing.download import download
from sites.foundation.formats import day, short_deadline
from sites.foundation.language import N_, _
from sites.foundation.pages import actor_of, page, route
from sites.foundation.paging import Page, number_from
from sites.foundation.rendering import href

PAGE = "pages/partner/groups.html"
MOST_EXPORTED = 5000
GROUPS: dict[str, tuple[str, tuple[State, ...]]] = {
    "": (N_("All states"), ()),
    "open": (N_("Held or submitted"), (State.INQUIRY, State.HELD, State.SUBMITTED)),
    "coming": (N_("Confirmed and in house"), (State.CONFIRMED, State.IN_HOUSE)),
    "past": (N_("Left"), (State.DEPARTED, State.RECONCILED, State.SETTLED)),
    "lost": (N_("Did not come about"), (State.DECLINED, State.EXPIRED, State.CANCELLED, State.NO_SHOW)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    union: str
    site: str
    site_href: str
    reference: str
    dates: str
    heads: int
    state: State
    coming: str


async def show(request: Request) -> Response:
    """`?state=&search=&from=&to=&page=`; nonsense in them is no filter."""
    asked = _asked(request.query_params)
    number = number_from(request.query_params.get("page"))
    found = await stays.overseen(**asked, number=number, by=actor_of(request))
    kept = {name: request.query_params.get(name, "") for name in ("state", "search", "from", "to")}
    return page(
        request, PAGE, rows=[row_of(one) for one in found.items], found=found, kept=kept,
        states=[(name, _(words)) for name, (words, _states) in GROUPS.items()],
        export=href("/partner/groups.xlsx", **kept), **_pages(found, kept),
    )  # fmt: skip


async def export(request: Request) -> Response:
    """The same groups as the list, all of its pages up to 5,000 groups."""
    found = await stays.overseen(
        **_asked(request.query_params), size=MOST_EXPORTED, by=actor_of(request)
    )
    return await download(_("Groups of our unions"), group_sheet(found.items))


def row_of(one: OverseenStay) -> Row:
    return Row(
        one.union_name, one.site_name, href(f"/sites/{one.site_code}"), one.reference,
        span(one.check_in, one.check_out, with_year=True), one.heads, one.shown_state, _coming(one),
    )  # fmt: skip


def _coming(one: OverseenStay) -> str:
    """What happens next by itself, or what is due."""
    if one.shown_state is State.HELD and one.hold_expires_at:
        return _("held until %(at)s", at=short_deadline(one.hold_expires_at))
    if one.state is State.SUBMITTED and one.answer_due_at:
        return _("answer by %(at)s", at=short_deadline(one.answer_due_at))
    if one.state is State.CONFIRMED and one.names_due_on:
        return _("names by %(day)s", day=day(one.names_due_on))
    if one.state is State.IN_HOUSE:
        return _("departure %(day)s", day=day(one.check_out))
    return ""


def _asked(query: QueryParams) -> dict[str, Any]:
    state = query.get("state", "")
    return {
        "states": GROUPS[state][1] if state in GROUPS else (),
        "search": query.get("search", "").strip()[:60],
        "since": _day(query.get("from", "")),
        "until": _day(query.get("to", "")),
    }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _pages(found: Page[OverseenStay], kept: dict[str, str]) -> dict[str, Any]:
    number = found.number
    return {
        "previous": href("/partner/groups", **kept, page=number - 1) if number > 1 else "",
        "following": href("/partner/groups", **kept, page=number + 1)
        if number < found.last
        else "",
    }


ROUTES = [
    route("/partner/groups", needs="stays.oversee", get=show),
    route("/partner/groups.xlsx", needs="stays.oversee", get=export),
]
