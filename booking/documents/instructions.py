"""How to pay: for each charge its reference, amount, day and the payee's account."""

from booking import money
from booking.documents.about import in_yuan
from booking.documents.kind import Kind, Parts
from booking.documents.model import Align, Column, Facts, Paragraphs, Part, Table
from booking.documents.subject import Subject
from booking.money import AccountToPay, ChargeLine, InstalmentLine
from sites.foundation.amounts import total
from sites.foundation.formats import amount, full_day
from sites.foundation.language import N_, _, pgettext

BEARERS = {
    "union": N_("The union"), "worker": N_("Workers, over the ceiling"),
    "family": N_("Family, at their own cost"),
}  # fmt: skip


def _wanted(subject: Subject) -> list[ChargeLine]:
    """The charge that is asked for; without one, every charge on which something is owed."""
    charges = subject.money.charges
    if subject.of:
        return [charge for charge in charges if charge.id == subject.of]
    return [charge for charge in charges if charge.standing.owed]


def _missing(subject: Subject) -> str:
    if not subject.money.charges:
        return _("The price is charged when the stay is submitted.")
    return "" if _wanted(subject) else _("Nothing is owed.")


async def _draw(subject: Subject) -> Parts:
    found: list[Part] = []
    parts = await money.instalments_of(subject.page.id)
    for charge in _wanted(subject):
        own = [one for one in parts if one.charge_id == charge.id]
        found += [_charge(charge), *_instalments(own), _account(subject.payees[charge.payee_id])]
    return (*found, _reminder())


def _charge(charge: ChargeLine) -> Facts:
    standing = charge.standing
    due = full_day(charge.due_on) if charge.due_on else _("no day is set")
    return Facts(
        _("Payment reference %(reference)s", reference=charge.reference),
        (
            (_("Amount to pay"), _("%(amount)s yuan", amount=amount(standing.owed))),
            (_("Due on"), due),
            (_("Payment reference"), charge.reference),
            (_("Borne by"), _(BEARERS[charge.bearer])),
            (_("Charged"), _("%(amount)s yuan", amount=amount(standing.charged))),
            (_("Already received"), _("%(amount)s yuan", amount=amount(standing.received))),
        ),
    )


def _instalments(parts: list[InstalmentLine]) -> Parts:
    """Where a charge is paid in parts: which, how much, by when, and what came for it."""
    if len(parts) < 2:
        return ()
    columns = (
        Column(_("Part")), Column(_("Due on")), Column(_("Amount"), Align.RIGHT),
        Column(_("Already received"), Align.RIGHT),
    )  # fmt: skip
    rows = tuple(
        (
            pgettext("payment", "Deposit") if one.kind == "deposit" else pgettext("payment", "Balance"),
            full_day(one.due_on) if one.due_on else _("dated by the base's yes"),
            amount(one.amount), amount(one.paid),
        )
        for one in parts
    )  # fmt: skip
    sums = (total(one.amount for one in parts), total(one.paid for one in parts))
    foot = (_("Together"), "", *(amount(value) for value in sums))
    return (Table(_("When what is due"), columns, rows, foot, in_yuan()),)


def _account(payee: AccountToPay) -> Facts | Paragraphs:
    if not payee.number:
        text = _("%(payee)s has no bank account on file here. Ask the base for its account by the telephone in your contract before you pay.", payee=payee.name)  # fmt: skip
        return Paragraphs(_("To whom"), (text,))
    return Facts(
        _("To whom"),
        (
            (_("Account holder"), payee.holder or payee.name),
            (_("Bank"), payee.bank),
            (_("Branch"), payee.branch),
            (_("Account number"), payee.number),
        ),
    )


def _reminder() -> Paragraphs:
    return Paragraphs(
        _("Please note"),
        (
            _("Pay by transfer from the union's own account, and write the payment reference into the purpose of the transfer: by it the payment is matched."),
            _("Pay each reference by a transfer of its own and to the fen. Keep the bank slip."),
            _("Nobody will ask you by telephone or chat to pay to another account."),
        ),
        is_numbered=True,
    )  # fmt: skip


KIND = Kind("instructions", N_("Payment instructions"), "money.see", _missing, _draw)
