"""What is to pay, to check and to get back, for a stay's union."""

from booking.money import CLAIM_STATE, ChargeInvoices, ChargeLine
from booking.stays import State
from booking.web.showing import Task, done, due_at, due_on
from booking.web.union.facts import StayFacts
from sites.foundation.formats import amount
from sites.foundation.language import _
from sites.foundation.rendering import href

CHECKED = (State.RECONCILED, State.SETTLED)
TO_CHECK = (State.DEPARTED, State.NO_SHOW, State.CANCELLED)


def squaring(facts: StayFacts) -> list[Task]:
    """Payments, the account, and a refund; without money for those who may not see it."""
    charges = facts.money.account.charges if facts.money else ()
    invoices = facts.money.invoices if facts.money else ()
    found = [
        *(_payment(facts, charge) for charge in charges), _account(facts), _refund(facts),
        _subsidy(facts),
        *(_invoice(facts, charge) for charge in invoices),
    ]  # fmt: skip
    return [task for task in found if task is not None]


def _payment(facts: StayFacts, charge: ChargeLine) -> Task | None:
    standing = charge.standing
    if charge.bearer != "union":
        return None
    title = _("Payment of %(amount)s yuan", amount=amount(standing.charged))
    if not standing.owed:
        return done(title) if standing.charged else None
    note = _("Bank transfer; write %(reference)s on it", reference=charge.reference)
    return due_on(title, note, charge.due_on, action=_("How to pay"), href=_to(facts, "#money"))


def _account(facts: StayFacts) -> Task | None:
    line, title = facts.page.line, _("Check the account")
    if line.state in CHECKED:
        return done(title)
    if line.state is State.DEPARTED and line.account_presented_at is None:
        return Task(title, _("The base presents it after departure."))
    if line.state not in TO_CHECK or line.dispute_until is None:
        return None
    note = _("Silence until then counts as yes.")
    action = _("Look at it") if facts.may.answer_account else ""
    return due_at(title, note, line.dispute_until, action=action, href=_to(facts, "/account"))


def _refund(facts: StayFacts) -> Task | None:
    if facts.money is None or not facts.money.account.refund_due:
        return None
    title = _("Refund of %(amount)s yuan", amount=amount(facts.money.account.refund_due))
    return Task(title, _("The base's finance transfers it back."))


def _subsidy(facts: StayFacts) -> Task | None:
    """Where the price was promised one: to claim once the account is agreed."""
    if facts.money is None or not facts.page.quote.allowance.rate or facts.page.line.state not in CHECKED:  # fmt: skip
        return None
    title, state = _("Subsidy of the programme"), facts.money.subsidy
    if state == "paid":
        return done(title)
    note = CLAIM_STATE[state].say() if state else _("You claim it after the trip; it is paid to your account.")  # fmt: skip
    action = _("Look at it") if state else _("Look and claim")
    return Task(title, note, action=action, href=href(f"/union/subsidies/{facts.page.line.trip}"))


def _invoice(facts: StayFacts, charge: ChargeInvoices) -> Task | None:
    """Before the stay is over only what was asked for; afterwards until everything is invoiced or waived."""
    asked, over = bool(charge.open_requests), facts.page.line.state in (*CHECKED, *TO_CHECK)
    missing = charge.standing.missing
    if not missing:
        return done(_("Invoice")) if charge.invoices else None
    if not asked and not over:
        return None
    title = _("Invoice over %(amount)s yuan", amount=amount(missing))
    note = _("Asked for; the payee uploads it.") if asked else _("Name title and item, and the payee issues it.")  # fmt: skip
    return Task(title, note, action=_("Ask for it") if not asked else _("Look at it"), href=href(f"/union/invoices/charges/{charge.id}"))  # fmt: skip


def _to(facts: StayFacts, rest: str) -> str:
    return href(f"/union/stays/{facts.page.line.public_id}{rest}")
