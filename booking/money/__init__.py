"""Money: what is owed to whom, what arrived, what goes back; one balanced book for each payee."""

from booking.money.account import (
    ChargeLine,
    PayeeCharge,
    ReceiptLine,
    RefundLine,
    StatementLine,
    StayAccount,
    account_of,
    charge_owed,
    charges_to,
    is_square,
)
from booking.money.allowances import Measure, allowance_of, measure_of, set_measure
from booking.money.audit import breaches
from booking.money.bank_accounts import (
    AccountDraft,
    AccountToPay,
    account_to_pay,
    accounts_to_pay,
    enter_bank_account,
)
from booking.money.cancellation import CancellationFee, DatedTier, fee_at, tiers_with_dates
from booking.money.charges import (
    charged_for,
    correct_charge,
    order_full_refund,
    raise_charge,
    settle_cancellation,
)
from booking.money.instalments import InstalmentLine, instalments_of
from booking.money.receipts import record_receipt, withdraw_receipt
from booking.money.refunds import record_refund_paid
from booking.money.slip_reading import SlipLine, slip_of, slips_of, slips_waiting
from booking.money.slips import SlipFile, send_slip, slip_missing, slip_received, withdraw_slip
from booking.money.standing import Standing
from booking.money.union_plans import (
    Agreed,
    PlanLine,
    agree_plan,
    agreed_plan,
    end_plan,
    plans_at,
)

__all__ = [
    "AccountDraft",
    "AccountToPay",
    "Agreed",
    "CancellationFee",
    "ChargeLine",
    "DatedTier",
    "InstalmentLine",
    "Measure",
    "PayeeCharge",
    "PlanLine",
    "ReceiptLine",
    "RefundLine",
    "SlipFile",
    "SlipLine",
    "Standing",
    "StatementLine",
    "StayAccount",
    "account_of",
    "account_to_pay",
    "accounts_to_pay",
    "agree_plan",
    "agreed_plan",
    "allowance_of",
    "breaches",
    "charge_owed",
    "charged_for",
    "charges_to",
    "correct_charge",
    "end_plan",
    "enter_bank_account",
    "fee_at",
    "instalments_of",
    "is_square",
    "measure_of",
    "order_full_refund",
    "plans_at",
    "raise_charge",
    "record_receipt",
    "record_refund_paid",
    "send_slip",
    "set_measure",
    "settle_cancellation",
    "slip_missing",
    "slip_of",
    "slip_received",
    "slips_of",
    "slips_waiting",
    "tiers_with_dates",
    "withdraw_receipt",
    "withdraw_slip",
]
