"""What a statement's lines and refund orders are called: closed lists, said in the reader's language."""

from sites.foundation.language import N_
from sites.listings.terms import Term, by_code

LINES = (
    Term("charge", N_("Charged")),
    Term("correction", N_("Corrected to what was used")),
    Term("cancellation", N_("Reduced by the cancellation table")),
    Term("receipt", N_("Payment received")),
    Term("receipt_withdrawn", N_("Receipt withdrawn")),
    Term("refund_paid", N_("Refunded")),
    Term("payout", N_("Paid out to the operator")),
)

WHYS = (
    Term("overpaid", N_("More was paid than is owed")),
    Term("cancelled", N_("The stay was cancelled")),
    Term("declined", N_("The site declined")),
    Term("expired", N_("The request lapsed")),
    Term("corrected", N_("The charge was corrected")),
)

LINE, WHY = by_code(LINES), by_code(WHYS)
