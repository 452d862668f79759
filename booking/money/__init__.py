"""Money: what is owed to whom, what arrived, what goes back; one balanced book for each payee."""

from booking.money.account import (
    ChargeLine,
    PayeeCharge,
    ReceiptLine,
    RefundLine,
    StatementLine,
    StayAccount,
    account_of,
    charges_to,
    is_square,
)
from booking.money.audit import breaches
from booking.money.cancellation import CancellationFee, DatedTier, fee_at, tiers_with_dates
from booking.money.charges import (
    charged_for,
    correct_charge,
    order_full_refund,
    raise_charge,
    settle_cancellation,
)
from booking.money.invoice_asking import (
    ITEM,
    Buyer,
    request_invoice,
    turn_down_request,
    waive_invoice,
    withdraw_request,
)
from booking.money.invoice_reading import (
    ChargeInvoices,
    InvoiceLine,
    RequestLine,
    demand_invoiced,
    invoice_file,
    invoices_asked,
    invoices_for_charge,
    invoices_of,
    invoices_with,
    titles_of,
)
from booking.money.invoicing import (
    PAY_WITHIN,
    InvoiceFile,
    Issued,
    correct_by_red_letter,
    issue_invoice,
    withdraw_invoice,
)
from booking.money.receipts import record_receipt, withdraw_receipt
from booking.money.refunds import record_refund_paid
from booking.money.standing import Standing

__all__ = [
    "ITEM",
    "PAY_WITHIN",
    "Buyer",
    "CancellationFee",
    "ChargeInvoices",
    "ChargeLine",
    "DatedTier",
    "InvoiceFile",
    "InvoiceLine",
    "Issued",
    "PayeeCharge",
    "ReceiptLine",
    "RefundLine",
    "RequestLine",
    "Standing",
    "StatementLine",
    "StayAccount",
    "account_of",
    "breaches",
    "charged_for",
    "charges_to",
    "correct_by_red_letter",
    "correct_charge",
    "demand_invoiced",
    "fee_at",
    "invoice_file",
    "invoices_asked",
    "invoices_for_charge",
    "invoices_of",
    "invoices_with",
    "is_square",
    "issue_invoice",
    "order_full_refund",
    "raise_charge",
    "record_receipt",
    "record_refund_paid",
    "request_invoice",
    "settle_cancellation",
    "tiers_with_dates",
    "titles_of",
    "turn_down_request",
    "waive_invoice",
    "withdraw_invoice",
    "withdraw_receipt",
    "withdraw_request",
]
