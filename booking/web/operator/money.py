"""What is owed to the operator, what is overdue, and what it has to give back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from booking import money, stays
from booking.money import ChargeLine, RefundLine, online
from booking.money.vocabulary import WHY
from booking.stays import StayLine
from booking.web.banking.door import root_of
from booking.web.operator.door import operator_route
from sites.foundation import clock
from sites.foundation.amounts import Money, total
from sites.foundation.language import N_, _
from sites.foundation.pages import actor_of, page
from sites.foundation.rendering import href

VIEWS: dict[str, str] = {
    "open": N_("Open"),
    "late": N_("Overdue"),
    "square": N_("Square"),
}


@dataclass(frozen=True, slots=True)
class Owed:
    """A charge beside its stay. `is_late`: something is owed and its day is over."""

    stay: StayLine
    charge: ChargeLine
    is_late: bool

    @property
    def view(self) -> str:
        return "square" if self.charge.standing.is_square else "late" if self.is_late else "open"


@dataclass(frozen=True, slots=True)
class ToPay:
    stay: StayLine
    order: RefundLine


@dataclass(frozen=True, slots=True)
class Sums:
    owed: Money
    late: Money
    to_pay: Money
    received: Money


async def show(request: Request) -> Response:
    every = await money.charges_to(actor_of(request).organisation_id)
    lines = await stays.lines_by_id({one.stay_id for one in every})
    owed = [_owed(lines[one.stay_id], one.charge) for one in every]
    to_pay = [
        ToPay(lines[one.stay_id], r) for one in every for r in one.refunds if r.paid_on is None
    ]
    view = request.query_params.get("in", "")
    by = actor_of(request)
    slips = await money.slips_waiting(by.organisation_id)
    paid_for = await stays.lines_by_id({slip.stay_id for slip in slips})
    return page(
        request, "pages/operator/money.html", shown=[one for one in owed if _is_in(one, view)],
        tabs=_tabs(owed, view, root_of(request)), to_pay=to_pay, sums=_sums(owed, to_pay), view=view, why_words=WHY,
        slips=[(slip, paid_for[slip.stay_id]) for slip in slips],
        account=await money.account_to_pay(by.organisation_id),
        has_online=await online.has_account(by.organisation_id),
        differences=await online.open_differences(by.organisation_id),
    )  # fmt: skip


def _owed(line: StayLine, charge: ChargeLine) -> Owed:
    late = bool(charge.standing.owed) and _is_over(charge.due_on)
    return Owed(line, charge, late)


def _is_over(due: date | None) -> bool:
    return due is not None and due < clock.today()


def _is_in(one: Owed, view: str) -> bool:
    return one.view == view if view in {"late", "square"} else one.view != "square"


def _tabs(owed: Sequence[Owed], view: str, root: str) -> list[tuple[str, str, bool, int]]:
    chosen = view if view in VIEWS else "open"
    return [
        (_(words), href(root, **_query(name)), name == chosen, sum(_is_in(one, name) for one in owed))
        for name, words in VIEWS.items()
    ]  # fmt: skip


def _query(name: str) -> Mapping[str, str]:
    return {} if name == "open" else {"in": name}


def _sums(owed: Sequence[Owed], to_pay: Sequence[ToPay]) -> Sums:
    return Sums(
        owed=total(one.charge.standing.owed for one in owed),
        late=total(one.charge.standing.owed for one in owed if one.is_late),
        to_pay=total(one.order.amount for one in to_pay),
        received=total(one.charge.standing.received for one in owed),
    )


ROUTES = [operator_route("/operator/money", needs="money.see", get=show)]
