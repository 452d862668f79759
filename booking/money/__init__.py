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
from booking.money.receipts import record_receipt, withdraw_receipt
from booking.money.refunds import record_refund_paid
from booking.money.slip_reading import SlipLine, slip_of, slips_of, slips_waiting
from booking.money.slips import SlipFile, send_slip, slip_missing, slip_received, withdraw_slip
from booking.money.standing import Standing
from booking.money.statements.columns import ROLE as STATEMENT_ROLE
from booking.money.statements.columns import ROLES as STATEMENT_ROLES
from booking.money.statements.columns import Layout
from booking.money.statements.deciding import (
    Part,
    apply_line,
    approve_share,
    link_line,
    return_line,
    set_line_aside,
    undo_share,
)
from booking.money.statements.importing import add_statement, start_statement
from booking.money.statements.limits import limit_of, set_limit
from booking.money.statements.listing import (
    LineView,
    StatementPage,
    StatementView,
    open_counts,
    open_lines,
    statement_page,
    statements_of,
)
from booking.money.statements.matching import FINDING, FINDINGS
from booking.money.statements.proposals import (
    Decision,
    LinePage,
    Paper,
    Payable,
    line_page,
    waiting_decisions,
)
from booking.money.statements.reading import grid_of
from booking.money.statements.working import work_through

__all__ = [
    "FINDING",
    "FINDINGS",
    "STATEMENT_ROLE",
    "STATEMENT_ROLES",
    "AccountDraft",
    "AccountToPay",
    "CancellationFee",
    "ChargeLine",
    "DatedTier",
    "Decision",
    "Layout",
    "LinePage",
    "LineView",
    "Paper",
    "Part",
    "Payable",
    "PayeeCharge",
    "ReceiptLine",
    "RefundLine",
    "SlipFile",
    "SlipLine",
    "Standing",
    "StatementLine",
    "StatementPage",
    "StatementView",
    "StayAccount",
    "account_of",
    "account_to_pay",
    "accounts_to_pay",
    "add_statement",
    "apply_line",
    "approve_share",
    "breaches",
    "charge_owed",
    "charged_for",
    "charges_to",
    "correct_charge",
    "enter_bank_account",
    "fee_at",
    "grid_of",
    "is_square",
    "limit_of",
    "line_page",
    "link_line",
    "open_counts",
    "open_lines",
    "order_full_refund",
    "raise_charge",
    "record_receipt",
    "record_refund_paid",
    "return_line",
    "send_slip",
    "set_limit",
    "set_line_aside",
    "settle_cancellation",
    "slip_missing",
    "slip_of",
    "slip_received",
    "slips_of",
    "slips_waiting",
    "start_statement",
    "statement_page",
    "statements_of",
    "tiers_with_dates",
    "undo_share",
    "waiting_decisions",
    "withdraw_receipt",
    "withdraw_slip",
    "work_through",
]
