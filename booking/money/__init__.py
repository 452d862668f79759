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
from booking.money.allowances import Measure, allowance_of, measure_of, set_measure
from booking.money.audit import breaches
from booking.money.cancellation import CancellationFee, DatedTier, fee_at, tiers_with_dates
from booking.money.charges import (
    charged_for,
    correct_charge,
    order_full_refund,
    raise_charge,
    settle_cancellation,
)
from booking.money.receipts import record_receipt, withdraw_receipt
from booking.money.refunds import record_refund_paid
from booking.money.standing import Standing

__all__ = [
    "CancellationFee",
    "ChargeLine",
    "DatedTier",
    "Measure",
    "PayeeCharge",
    "ReceiptLine",
    "RefundLine",
    "Standing",
    "StatementLine",
    "StayAccount",
    "account_of",
    "allowance_of",
    "breaches",
    "charged_for",
    "charges_to",
    "correct_charge",
    "fee_at",
    "is_square",
    "measure_of",
    "order_full_refund",
    "raise_charge",
    "record_receipt",
    "record_refund_paid",
    "set_measure",
    "settle_cancellation",
    "tiers_with_dates",
    "withdraw_receipt",
]
