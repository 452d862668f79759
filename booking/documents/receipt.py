"""What arrived: one receipt, or every receipt of the stay that still counts."""

from booking.documents.about import in_yuan, payee_signs
from booking.documents.kind import Kind, Parts
from booking.documents.model import Align, Column, Paragraphs, Table
from booking.documents.subject import Subject
from booking.money import ReceiptLine
from sites.foundation.amounts import total
from sites.foundation.formats import amount, full_day
from sites.foundation.language import N_, _


def _wanted(subject: Subject) -> list[ReceiptLine]:
    counted = [receipt for receipt in subject.money.receipts if not receipt.is_withdrawn]
    return [one for one in counted if one.id == subject.of] if subject.of else counted


def _missing(subject: Subject) -> str:
    return "" if _wanted(subject) else _("No payment is on record.")


async def _draw(subject: Subject) -> Parts:
    receipts = _wanted(subject)
    references = {charge.id: charge.reference for charge in subject.money.charges}
    columns = (
        Column(_("Day")), Column(_("Payment reference")), Column(_("Voucher")),
        Column(_("Amount"), Align.RIGHT),
    )  # fmt: skip
    rows = tuple(
        (full_day(one.received_on), references[one.charge_id], one.voucher, amount(one.amount))
        for one in receipts
    )
    whole = amount(total(one.amount for one in receipts))
    return (
        Table(_("Payments received"), columns, rows, (_("Together"), "", "", whole), in_yuan()),
        Paragraphs("", (_("This confirms what was received. It is no invoice and does not replace one."),)),
        payee_signs(subject),
    )  # fmt: skip


KIND = Kind("receipt", N_("Confirmation of receipt"), "money.see", _missing, _draw)
