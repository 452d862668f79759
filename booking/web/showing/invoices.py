"""Invoices in words and as a sheet, alike for who issues and who receives them."""

from collections.abc import Iterable

from booking.money import ChargeInvoices, InvoiceLine
from booking.stays import StayLine
from sites.foundation.formats import full_day
from sites.foundation.language import N_, _
from sites.foundation.spreadsheet import Sheet

PARTS: dict[str, str] = {
    "union": N_("The union's part"),
    "worker": N_("What workers pay themselves"),
    "family": N_("Family members' part"),
}


def parts() -> list[tuple[str, str]]:
    return [(code, _(words)) for code, words in PARTS.items()]


def invoice_sheet(charges: Iterable[tuple[StayLine, ChargeInvoices]]) -> Sheet:
    """A row for each invoice that stands; red letters with their amount below nothing."""
    head = (
        _("Invoice number"), _("Issued on"), _("Amount"), _("Corrects"), _("Title"), _("Tax number"), _("Item"),
        _("Union"), _("Base"), _("Group"), _("Payment reference"),
    )  # fmt: skip
    rows = [
        _row(stay, charge, invoice)
        for stay, charge in charges
        for invoice in charge.invoices
        if not invoice.is_withdrawn
    ]
    return Sheet(_("Invoices"), head, rows)


def _row(stay: StayLine, charge: ChargeInvoices, invoice: InvoiceLine) -> tuple[object, ...]:
    return (
        invoice.number, full_day(invoice.issued_on), invoice.counted.minor / 100, invoice.corrects,
        invoice.title, invoice.tax_number, invoice.item, stay.union_name, stay.site_name, stay.reference,
        charge.reference,
    )  # fmt: skip
