"""What is reconciled and not settled, by union and month of departure, and one act for all that is ready."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from booking import money, stays
from booking.stays import StayLine
from booking.web.operator.door import operator_route
from booking.web.people.again import again
from booking.web.showing.download import download
from booking.web.side import Side
from sites.foundation.amounts import Money, total
from sites.foundation.errors import Refusal
from sites.foundation.formats import full_day, month
from sites.foundation.forms import Filled, Form, fill
from sites.foundation.language import _, ngettext
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.spreadsheet import Sheet

SETTLEMENTS = "pages/payee/settlements.html"
union_route = Side("union")


class TogetherForm(Form):
    stay: list[str] = []


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A reconciled group with its money. `open` is owed or due back, `missing` not invoiced or too much of it."""

    stay: StayLine
    charged: Money
    received: Money
    open: Money
    missing: Money

    @property
    def is_ready(self) -> bool:
        return not self.open and not self.missing


@dataclass(frozen=True, slots=True)
class Month:
    """Groups of one other side that left in one month."""

    other: str
    first: date
    groups: tuple[Unsettled, ...]

    @property
    def charged(self) -> Money:
        return total(one.charged for one in self.groups)

    @property
    def ready(self) -> int:
        return sum(one.is_ready for one in self.groups)


async def show(request: Request) -> Response:
    return page(request, SETTLEMENTS, form=Filled[Form](), months=await _months(request))


async def settle(request: Request) -> Response:
    filled = await fill(request, TogetherForm)
    chosen = filled.value.stay if filled.value else []
    try:
        done = await stays.settle_together(chosen, by=actor_of(request))
    except Refusal as refusal:
        return again(request, SETTLEMENTS, filled, refusal, months=await _months(request))
    words = ngettext("%(num)s group is settled.", "%(num)s groups are settled.", done)
    return redirect_saying(request, "/operator/settlements", words)


async def sheet(request: Request) -> Response:
    months = await _months(request)
    head = (
        _("Month"), _("Other side"), _("Group"), _("Base"), _("Departure"), _("Charged"),
        _("Received by the payee"), _("Owed or to be paid back"), _("Invoices missing or too much"),
    )  # fmt: skip
    rows = [
        (month(one.first), one.other, group.stay.reference, group.stay.site_name, full_day(group.stay.check_out),
         *(amount.minor / 100 for amount in (group.charged, group.received, group.open, group.missing)))
        for one in months
        for group in one.groups
    ]  # fmt: skip
    return await download(_("To settle"), Sheet(_("To settle"), head, rows))


async def _months(request: Request) -> list[Month]:
    by = actor_of(request)
    keyed: dict[tuple[date, str], list[Unsettled]] = {}
    for one in await _unsettled(await stays.unsettled(by)):
        other = one.stay.site_name if by.kind == "union" else one.stay.union_name
        keyed.setdefault((one.stay.check_out.replace(day=1), other), []).append(one)
    return [Month(other, first, tuple(groups)) for (first, other), groups in sorted(keyed.items())]


async def _unsettled(lines: Mapping[int, StayLine]) -> list[Unsettled]:
    standings = await money.standings_of(lines)
    invoices = await money.invoice_standings(lines)
    return [
        Unsettled(
            line,
            total(s.charged for s in standings.get(number, ())),
            total(s.received - s.refunded for s in standings.get(number, ())),
            total(s.owed + s.refund_due for s in standings.get(number, ())),
            total(i.missing + i.over for i in invoices.get(number, ())),
        )
        for number, line in lines.items()
    ]


ROUTES = [
    operator_route("/operator/settlements", needs="stays.reconcile", get=show, post=settle),
    operator_route("/operator/settlements.xlsx", needs="stays.reconcile", get=sheet),
    union_route("/union/settlements", needs="money.see", get=show),
    union_route("/union/settlements.xlsx", needs="money.see", get=sheet),
]
