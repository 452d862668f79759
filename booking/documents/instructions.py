"""How to pay: for each charge its reference, amount, day and the payee's account."""

from booking.documents.kind import Kind, Parts
from booking.documents.model import Facts, Paragraphs, Part
from booking.documents.subject import Subject
from booking.money import AccountToPay, ChargeLine
from sites.foundation.formats import amount, full_day
from sites.foundation.language import N_, _


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
    for charge in _wanted(subject):
        payee = subject.payees[charge.payee_id]
        found += [_charge(charge), _account(payee)]
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
            (_("Charged"), _("%(amount)s yuan", amount=amount(standing.charged))),
            (_("Already received"), _("%(amount)s yuan", amount=amount(standing.received))),
        ),
    )


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
