"""What the payment provider moves beside receipts and refunds, for whoever compares ledger and papers."""

from collections import Counter

from sites.foundation.database import fetch

_PAYMENTS = (
    "SELECT c.payee_id, p.public_id, p.got_currency AS currency, p.fee_minor, "
    "CASE WHEN p.state = 'held' THEN p.got_minor ELSE 0 END AS held FROM online_payments p "
    "JOIN charges c ON c.id = p.charge_id WHERE p.got_minor IS NOT NULL"
)
_DISPUTES = (
    "SELECT c.payee_id, d.dispute_id, d.currency, d.taken_minor, d.fee_minor FROM online_disputes d "
    "JOIN online_payments p ON p.id = d.payment_id JOIN charges c ON c.id = p.charge_id"
)
_PAYOUTS = (
    "SELECT payee_id, currency, SUM(moved_minor) AS moved FROM online_payouts GROUP BY payee_id, currency"
)  # fmt: skip

# Held money of the charge's own currency that no open entry of the list speaks of.
_UNLISTED = (
    "SELECT p.public_id FROM online_payments p JOIN charges c ON c.id = p.charge_id "
    "WHERE p.state = 'held' AND p.got_currency = c.currency AND NOT EXISTS (SELECT 1 FROM online_differences d "
    "WHERE d.kind = 'amount' AND d.subject = p.public_id AND d.settled_at IS NULL) ORDER BY p.public_id"
)

Accounts = Counter[tuple[int, str, str, str]]


async def moved_online() -> Accounts:
    """Fees, money in suspense, disputes and payouts, as their rows say it."""
    moved: Accounts = Counter()
    for row in await fetch(_PAYMENTS):
        book, fee, held = (
            (row["payee_id"], row["currency"]),
            int(row["fee_minor"]),
            int(row["held"]),
        )
        moved[*book, "fees", ""] += fee
        moved[*book, "stripe", ""] += held - fee
        moved[*book, "suspense", row["public_id"]] -= held
    for row in await fetch(_DISPUTES):
        book = (row["payee_id"], row["currency"])
        taken, fee = int(row["taken_minor"]), int(row["fee_minor"])
        moved[*book, "suspense", row["dispute_id"][:40]] += taken
        moved[*book, "fees", ""] += fee
        moved[*book, "stripe", ""] -= taken + fee
    for row in await fetch(_PAYOUTS):
        book = (row["payee_id"], row["currency"])
        moved[*book, "bank", ""] += int(row["moved"])
        moved[*book, "stripe", ""] -= int(row["moved"])
    return moved


async def held_unlisted() -> list[str]:
    """Held payments that nobody would ever decide about."""
    return [f"held payment {row['public_id']}: on no list" for row in await fetch(_UNLISTED)]
