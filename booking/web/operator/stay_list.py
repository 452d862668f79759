"""Every stay of the operator, by where it stands, by month and by what was searched for."""

from collections.abc import Sequence
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.stays import State, StayLine
from booking.web.operator.door import operator_route
from sites.foundation.formats import month
from sites.foundation.language import N_, _
from sites.foundation.pages import actor_of, page
from sites.foundation.paging import cut, number_from
from sites.foundation.rendering import href

PAGE, MOST = 25, 1000
GROUPS: dict[str, tuple[str, frozenset[State]]] = {
    "open": (N_("Requests and holds"), frozenset({State.INQUIRY, State.HELD, State.SUBMITTED})),
    "coming": (N_("Confirmed"), frozenset({State.CONFIRMED})),
    "here": (N_("In house"), frozenset({State.IN_HOUSE})),
    "account": (
        N_("To reconcile"),
        frozenset({State.DEPARTED, State.NO_SHOW, State.CANCELLED}),
    ),
    "squared": (N_("To settle"), frozenset({State.RECONCILED})),
    "settled": (N_("Settled"), frozenset({State.SETTLED})),
    "lost": (N_("Declined or expired"), frozenset({State.DECLINED, State.EXPIRED})),
}


async def show(request: Request) -> Response:
    query = request.query_params
    group, wanted, text = query.get("in", ""), query.get("month", ""), query.get("q", "").strip()
    by = actor_of(request)
    every = await stays.lines_of(by, limit=MOST)
    found = [line for line in every if _fits(line, wanted, text)]
    chosen = [line for line in found if group not in GROUPS or _is_in(line, group)]
    shown = cut(chosen, number=number_from(query.get("page")), size=PAGE)
    return page(
        request, "pages/operator/stays.html", shown=shown, tabs=_tabs(found, group, wanted, text),
        group=group, month=wanted, text=text, months=_months(every), offers=await stays.open_counter_offers(by),
        previous=_turn(request, shown.number - 1) if shown.number > 1 else "",
        next=_turn(request, shown.number + 1) if shown.number < shown.last else "",
    )  # fmt: skip


def _fits(line: StayLine, wanted: str, text: str) -> bool:
    in_month = not wanted or line.check_in.isoformat().startswith(wanted)
    named = f"{line.union_name} {line.reference} {line.contact}".casefold()
    return in_month and text.casefold() in named


def _is_in(line: StayLine, group: str) -> bool:
    return line.shown_state in GROUPS[group][1]


def _tabs(
    found: Sequence[StayLine], group: str, wanted: str, text: str
) -> list[tuple[str, str, bool, int]]:
    def to(name: str) -> str:
        return href("/operator/stays", **{"in": name, "month": wanted, "q": text})

    every = (_("All"), to(""), group not in GROUPS, len(found))
    return [every] + [
        (_(words), to(name), name == group, sum(_is_in(line, name) for line in found))
        for name, (words, _states) in GROUPS.items()
    ]


def _months(lines: Sequence[StayLine]) -> list[tuple[str, str]]:
    firsts = sorted({line.check_in.replace(day=1) for line in lines}, reverse=True)
    return [(_key(first), month(first)) for first in firsts]


def _key(first: date) -> str:
    return first.isoformat()[:7]


def _turn(request: Request, number: int) -> str:
    kept = {name: value for name, value in request.query_params.items() if name != "page"}
    return href("/operator/stays", **{**kept, "page": number})


ROUTES = [operator_route("/operator/stays", needs="stays.see", get=show)]
