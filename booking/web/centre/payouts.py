"""What is owed to each operator, what can be paid out now, and the batches so far."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import money, people, stays
from booking.money import Collected
from booking.web.centre.door import centre_route
from booking.web.people.again import again
from booking.web.showing.download import download
from sites.foundation.amounts import Money, total
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled, Form
from sites.foundation.language import _, choose
from sites.foundation.pages import actor_of, form_key, page, redirect_saying
from sites.foundation.spreadsheet import Sheet

PAYOUTS = "pages/centre/payouts.html"


@dataclass(frozen=True, slots=True)
class Owed:
    """One operator. `why_not` says why nothing of what is due is paid out now."""

    name: str
    charges: tuple[Collected, ...]
    due: Money
    waits: Money
    paid: Money
    why_not: str


async def show(request: Request) -> Response:
    return page(request, PAYOUTS, form=Filled[Form](), **await _context(request))


async def prepare(request: Request) -> Response:
    key = await form_key(request)
    try:
        made = await money.prepare_payouts(by=actor_of(request), key=key)
    except Refusal as refusal:
        return again(request, PAYOUTS, Filled[Form](), refusal, **await _context(request))
    words = _("The batch is prepared. A second person looks at it and approves it.")
    return redirect_saying(request, f"/centre/payouts/{made}", words)


async def sheet(request: Request) -> Response:
    """Charge by charge what was collected, kept and paid out."""
    found = await money.collected_by(actor_of(request).organisation_id)
    names = await people.organisation_names({one.operator_id for one in found})
    lines = await stays.lines_by_id({one.stay_id for one in found})
    head = (
        _("Operator"), _("Union"), _("Group"), _("Payment reference"), _("Charged"), _("Received by the payee"),
        _("Commission"), _("Paid out or prepared"), _("Can be paid out"), _("Owed to the operator later"),
    )  # fmt: skip
    rows = [
        (choose(*names[one.operator_id]), lines[one.stay_id].union_name, lines[one.stay_id].reference, one.reference,
         *(amount.minor / 100 for amount in (one.standing.charged, one.standing.received - one.standing.refunded,
                                             one.commission, one.paid_out, one.due, one.waits)))
        for one in found
    ]  # fmt: skip
    return await download(_("Payouts"), Sheet(_("Payouts"), head, rows))


async def _context(request: Request) -> dict[str, Any]:
    centre = actor_of(request).organisation_id
    found = await money.collected_by(centre)
    operators = sorted({one.operator_id for one in found})
    names = await people.organisation_names(operators)
    accounts = await money.accounts_to_pay(operators)
    owed = [
        _owed(choose(*names[one]), tuple(c for c in found if c.operator_id == one), accounts[one])
        for one in operators
    ]
    return {
        "owed": owed, "batches": await money.batches_of(centre),
        "payable": total(one.due for one in owed if not one.why_not),
    }  # fmt: skip


def _owed(name: str, charges: tuple[Collected, ...], account: money.AccountToPay) -> Owed:
    due = total(one.due for one in charges)
    why_not = ""
    if due.minor < 0:
        why_not = _("Earlier payouts were too much: the next ones are lowered.")
    elif not due:
        why_not = _("Nothing is settled and received that was not paid out.")
    elif not account.number:
        why_not = _("The operator has entered no bank account.")
    elif not account.may_be_paid_out:
        why_not = _("The operator's bank account is younger than 72 hours.")
    waits, paid = total(one.waits for one in charges), total(one.paid_out for one in charges)
    return Owed(name, charges, due, waits, paid, why_not)


ROUTES = [
    centre_route("/centre/payouts", needs="money.see", get=show),
    centre_route("/centre/payouts/prepared", needs="money.record", post=prepare),
    centre_route("/centre/payouts.xlsx", needs="money.see", get=sheet),
]
