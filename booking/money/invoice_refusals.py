"""Why an invoice cannot be asked for, issued or done without."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class InvoiceUnknown(Refusal):
    code = "invoice_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such invoice, or it is not your organisation's.")


class RequestUnknown(Refusal):
    code = "invoice_request_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such request for an invoice, or it is not your organisation's.")


class RequestClosed(Refusal):
    code = "invoice_request_closed"
    words = N_("This request is answered or closed already. Load the page again.")


class NothingToInvoice(Refusal):
    code = "nothing_to_invoice"
    words = N_("Everything that is charged is invoiced or asked for already.")


class InvoiceTooHigh(Refusal):
    code = "invoice_too_high"
    kind = Kind.BAD_INPUT
    words = N_("At most %(most)s can still be invoiced here.")


class AmountDiffers(Refusal):
    code = "invoice_amount_differs"
    kind = Kind.BAD_INPUT
    words = N_("The invoice was asked for over %(wanted)s. Issue it over that, or turn the request down.")  # fmt: skip


class NumberUsed(Refusal):
    code = "invoice_number_used"
    kind = Kind.BAD_INPUT
    words = N_("Invoice %(number)s of your organisation is on record already.")


class InvoiceNumberUnfit(Refusal):
    code = "invoice_number_unfit"
    kind = Kind.BAD_INPUT
    words = N_("Enter the number as printed on the invoice.")


class TaxNumberMissing(Refusal):
    code = "tax_number_missing"
    kind = Kind.BAD_INPUT
    words = N_("An invoice for the union needs its unified social credit code.")


class InvoiceWithdrawn(Refusal):
    code = "invoice_withdrawn"
    words = N_("This record was withdrawn already.")


class IsRedLetter(Refusal):
    code = "invoice_is_red_letter"
    words = N_("This is a red-letter invoice itself; correct the one that it corrects.")


class HasRedLetter(Refusal):
    code = "invoice_has_red_letter"
    words = N_("A red letter stands against this invoice. Withdraw that record first.")


class AlreadyWaived(Refusal):
    code = "invoice_already_waived"
    words = N_("The invoice was waived already.")


class InvoicesMissing(Refusal):
    code = "invoices_missing"
    words = N_("Invoices over %(missing)s are missing. Issue them, or the payer waives them with a reason.")  # fmt: skip


class InvoicedTooMuch(Refusal):
    code = "invoiced_too_much"
    words = N_("%(over)s more are invoiced than charged. Correct them by a red letter.")
