"""How collecting and paying out move a centre's book beside charges, receipts and refund orders."""

from collections import Counter

from booking.money.collecting import commission_of
from sites.foundation.amounts import Money
from sites.foundation.database import fetch

_COLLECTED = (
    "SELECT c.payee_id, c.currency, c.public_id, k.commission, "
    "CASE WHEN c.voided_at IS NULL THEN c.minor ELSE 0 END - "
    "(SELECT COALESCE(SUM(w.minor - w.reversed_minor), 0) FROM write_offs w "
    " WHERE w.charge_id = c.id AND w.state = 'agreed') AS worth "
    "FROM collected_charges k JOIN charges c ON c.id = k.charge_id"
)
_PAID = (
    "SELECT b.centre_id, p.currency, c.public_id, l.minor FROM payout_lines l "
    "JOIN payouts p ON p.id = l.payout_id JOIN payout_batches b ON b.id = p.batch_id "
    "JOIN charges c ON c.id = l.charge_id WHERE p.paid_on IS NOT NULL"
)


async def moved_by_collecting() -> Counter[tuple[int, str, str, str]]:
    """A collected charge is owed to the operator, less the commission; it is no income. Payouts lower debt and bank."""
    moved: Counter[tuple[int, str, str, str]] = Counter()
    for row in await fetch(_COLLECTED):
        payee, currency, subject = row["payee_id"], row["currency"], row["public_id"]
        worth = Money(int(row["worth"]), currency)
        kept = commission_of(worth, int(row["commission"]))
        moved[payee, currency, "income", subject] += worth.minor
        moved[payee, currency, "commission", subject] -= kept.minor
        moved[payee, currency, "payable_operator", subject] -= worth.minor - kept.minor
    for row in await fetch(_PAID):
        payee, currency, minor = row["centre_id"], row["currency"], int(row["minor"])
        moved[payee, currency, "payable_operator", row["public_id"]] += minor
        moved[payee, currency, "bank", ""] -= minor
    return moved
