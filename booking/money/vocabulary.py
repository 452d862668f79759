"""What a statement's lines and refund orders are called: closed lists, said in the reader's language."""

from sites.foundation.language import N_
from sites.listings.terms import Term, by_code

LINES = (
    Term("charge", N_("Charged")),
    Term("correction", N_("Corrected to what was used")),
    Term("decision", N_("Corrected after a dispute")),
    Term("cancellation", N_("Reduced by the cancellation table")),
    Term("write_off", N_("Written off")),
    Term("write_off_reversed", N_("Write-off taken back")),
    Term("receipt", N_("Payment received")),
    Term("receipt_withdrawn", N_("Receipt withdrawn")),
    Term("refund_paid", N_("Refunded")),
    Term("payout", N_("Paid out to the operator")),
    Term("refund_failed", N_("Refund came back")),
    Term("dispute_lost", N_("Taken back by the payer's bank")),
    Term("dispute_restored", N_("Given back by the payer's bank")),
)

WHYS = (
    Term("overpaid", N_("More was paid than is owed")),
    Term("cancelled", N_("The stay was cancelled")),
    Term("declined", N_("The site declined")),
    Term("expired", N_("The request lapsed")),
    Term("decided", N_("A disputed line was settled")),
    Term("corrected", N_("The charge was corrected")),
    Term("elsewhere", N_("Paid back in the provider's own pages")),
    Term("disputed", N_("Taken back by the payer's bank")),
)

DIFFERENCES = (
    Term("amount", N_("Another amount came than was asked for")),
    Term("currency", N_("Money of another currency came")),
    Term("mode", N_("A payment of the provider's test mode")),
    Term("fee", N_("The provider's fee is in another currency")),
    Term("refund_failed", N_("A refund came back; pay it by transfer")),
    Term("foreign_refund", N_("Somebody refunded in the provider's own pages")),
    Term("dispute", N_("The payer's bank took a payment back")),
    Term("payout_failed", N_("The provider's payout to your bank failed")),
    Term("unknown_line", N_("The provider's book has a line that is not ours")),
    Term("out_of_reach", N_("What the provider told more than 30 days ago can no longer be read")),
)
DISPUTES = (
    Term("warning_needs_response", N_("The bank asks; nothing is taken yet")),
    Term("warning_under_review", N_("The bank looks at the answer; nothing is taken yet")),
    Term("warning_closed", N_("The bank asked, and took nothing")),
    Term("needs_response", N_("Open: answer it in the provider's pages")),
    Term("under_review", N_("Open: the bank looks at the answer")),
    Term("won", N_("Won: the money is on its way back")),
    Term("lost", N_("Lost: the money stays with the payer's bank")),
    Term("prevented", N_("Ended before anything was taken")),
)
METHODS = (
    Term("card", N_("Bank card")),
    Term("alipay", N_("Alipay")),
    Term("wechat_pay", N_("WeChat Pay")),
)

LINE, WHY, DIFFERENCE = by_code(LINES), by_code(WHYS), by_code(DIFFERENCES)
METHOD, DISPUTE = by_code(METHODS), by_code(DISPUTES)
