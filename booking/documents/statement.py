"""The stay's statement: every entry that changed what is owed, and where it stands. The same for both sides."""

from booking.documents.about import both_sides, in_yuan
from booking.documents.kind import Kind, Parts
from booking.documents.model import Align, Column, Facts, Table
from booking.documents.subject import Subject
from booking.money import StayAccount
from booking.money.vocabulary import LINE
from sites.foundation.formats import amount, moment
from sites.foundation.language import N_, _


def _missing(subject: Subject) -> str:
    return "" if subject.money.lines else _("Nothing has been charged.")


async def _draw(subject: Subject) -> Parts:
    return (_entries(subject.money), _standing(subject.money), both_sides(subject))


def _entries(account: StayAccount) -> Table:
    references = {charge.id: charge.reference for charge in account.charges}
    columns = (
        Column(_("Day")), Column(_("Payment reference")), Column(_("Entry")),
        Column(_("More or less owed"), Align.RIGHT), Column(_("Owed then"), Align.RIGHT),
    )  # fmt: skip
    rows = tuple(
        (
            moment(line.at), references.get(line.charge_id, ""), _said(line.what),
            amount(line.amount), amount(line.balance),
        )
        for line in account.lines
    )  # fmt: skip
    last = amount(account.lines[-1].balance) if account.lines else ""
    return Table(_("Entries"), columns, rows, (_("Now"), "", "", "", last), in_yuan())


def _said(what: str) -> str:
    return LINE[what].say() if what in LINE else what


def _standing(account: StayAccount) -> Facts:
    sums = (
        (_("Charged"), account.charged),
        (_("Received by the payee"), account.received),
        (_("Paid back"), account.refunded),
        *(((_("Written off"), account.written_off),) if account.written_off else ()),
        (_("To be refunded"), account.refund_due)
        if account.refund_due
        else (_("Still owed"), account.owed),
    )
    return Facts(
        _("Where it stands"),
        tuple((name, _("%(amount)s yuan", amount=amount(value))) for name, value in sums),
    )


KIND = Kind("statement", N_("Statement of account"), "money.see", _missing, _draw)
