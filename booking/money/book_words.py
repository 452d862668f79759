"""What accounts and entries of the books are called."""

from booking.money.ledger import Kind
from booking.money.vocabulary import LINES
from sites.foundation.language import N_, _
from sites.listings.terms import Term, by_code

ACCOUNTS: dict[Kind, str] = {
    Kind.RECEIVABLE: N_("Receivable from unions"),
    Kind.INCOME: N_("Income from stays"),
    Kind.BANK: N_("Money in the bank"),
    Kind.STRIPE: N_("Money with the payment provider"),
    Kind.FEES: N_("Fees of banks and providers"),
    Kind.SUSPENSE: N_("Money that is not matched yet"),
    Kind.REFUND_DUE: N_("Refunds that are due"),
    Kind.PAYABLE_OPERATOR: N_("Payable to bases"),
    Kind.COMMISSION: N_("Commission of the centre"),
    Kind.SUBSIDY: N_("Subsidies"),
}
ENTRY = by_code(
    (
        *LINES,
        Term("refund_ordered", N_("Moved to a refund order")),
        Term("refund_withdrawn", N_("Refund order withdrawn")),
        Term("bank_line", N_("Line of a bank statement")),
        Term("line_known", N_("Line that was on record already")),
        Term("line_outside", N_("Line that belongs to no group")),
        Term("line_undone", N_("Line of a bank statement taken back")),
        Term("line_returned", N_("Money to go back to its payer")),
        Term("return_paid", N_("Money paid back to its payer")),
        Term("online_held", N_("Held until somebody decides")),
        Term("held_returned", N_("Held money sent back")),
        Term("held_came_back", N_("Held money came back")),
        Term("online_fee", N_("Fee of the payment provider")),
        Term("payout", N_("Paid out")),
        Term("payout_returned", N_("Payout came back")),
        Term("subsidy_granted", N_("Subsidy granted")),
        Term("subsidy_paid", N_("Subsidy paid out")),
        Term("subsidy_returned", N_("Subsidy came back")),
        Term("dispute", N_("Disputed by the payer's bank")),
        Term("dispute_fee", N_("Fee of a dispute")),
    )
)


def entry_words(what: str) -> str:
    """An entry's cause; its code where no words are on file."""
    return ENTRY[what].say() if what in ENTRY else what


def account_words(kind: Kind) -> str:
    return _(ACCOUNTS[kind])
