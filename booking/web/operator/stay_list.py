"""Every stay of the operator, by where it stands, by month and by what was searched for."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.stays import Sought, State
from booking.web.operator.door import operator_route
from booking.web.showing.arrivals import month_choices, month_from
from sites.foundation.language import N_, _
from sites.foundation.pages import actor_of, page
from sites.foundation.paging import number_from
from sites.foundation.rendering import href

PAGE = 25
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
EVERY = frozenset(State)


async def show(request: Request) -> Response:
    """`?in=` is one of the groups, anything else all; `?q=`, `?month=` YYYY-MM; `?page=` from 1."""
    query, by = request.query_params, actor_of(request)
    group, month, text = query.get("in", ""), query.get("month", ""), query.get("q", "").strip()
    sought = Sought(text, month_from(month))
    chosen = GROUPS[group][1] if group in GROUPS else EVERY
    shown = await stays.listed(
        sought, chosen, number=number_from(query.get("page")), size=PAGE, by=by
    )
    counts = await stays.own_counts(sought, by=by)
    return page(
        request, "pages/operator/stays.html", shown=shown, tabs=_tabs(counts, group, month, text),
        group=group, month=month, text=text, months=month_choices(await stays.months_of_arrival(by)),
        offers=await stays.open_counter_offers(by),
        previous=_turn(request, shown.number - 1) if shown.number > 1 else "",
        next=_turn(request, shown.number + 1) if shown.number < shown.last else "",
    )  # fmt: skip


def _tabs(
    counts: Mapping[State, int], group: str, month: str, text: str
) -> list[tuple[str, str, bool, int]]:
    def tab(words: str, name: str, states: frozenset[State], *, current: bool) -> tuple[str, str, bool, int]:  # fmt: skip
        to = href("/operator/stays", **{"in": name, "month": month, "q": text})
        return words, to, current, sum(counts[state] for state in states)

    every = tab(_("All"), "", EVERY, current=group not in GROUPS)
    return [every] + [
        tab(_(words), name, states, current=name == group)
        for name, (words, states) in GROUPS.items()
    ]


def _turn(request: Request, number: int) -> str:
    kept = {name: value for name, value in request.query_params.items() if name != "page"}
    return href("/operator/stays", **{**kept, "page": number})


ROUTES = [operator_route("/operator/stays", needs="stays.see", get=show)]
