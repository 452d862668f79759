"""What the payment provider moves beside receipts and refunds, for whoever compares ledger and papers."""

from collections import Counter
from typing import Any

from sites.foundation.database import fetch

# Of held money, what was sent back or set off against a lost dispute lies there no more.
_PAYMENTS = (
    "SELECT c.payee_id, p.public_id, p.got_currency AS currency, p.fee_minor, "
    "CASE WHEN p.state = 'held' THEN p.got_minor ELSE 0 END AS held, "
    "(SELECT COALESCE(SUM(r.minor), 0) FROM online_refunds r WHERE r.payment_id = p.id "
    " AND r.order_id IS NULL AND r.state IN ('handed', 'pending', 'succeeded')) AS sent, "
    "(SELECT COALESCE(SUM(o.minor), 0) FROM dispute_decisions o JOIN online_disputes d ON d.id = o.dispute_id "
    " WHERE d.payment_id = p.id AND o.order_id IS NULL AND o.undone_at IS NULL) AS set_off "
    "FROM online_payments p JOIN charges c ON c.id = p.charge_id WHERE p.got_minor IS NOT NULL"
)
# What counts as paid back to the payer stands among the refunds of its charge.
_DISPUTES = (
    "SELECT c.payee_id, d.dispute_id, d.currency, d.taken_minor, d.fee_minor, "
    "(SELECT COALESCE(SUM(o.minor), 0) FROM dispute_decisions o WHERE o.dispute_id = d.id "
    " AND o.undone_at IS NULL) AS decided, "
    "(SELECT COALESCE(SUM(o.minor), 0) FROM dispute_decisions o WHERE o.dispute_id = d.id "
    " AND o.undone_at IS NULL AND o.order_id IS NOT NULL) AS paid_back FROM online_disputes d "
    "JOIN online_payments p ON p.id = d.payment_id JOIN charges c ON c.id = p.charge_id"
)
_PAYOUTS = (
    "SELECT payee_id, currency, SUM(moved_minor) AS moved FROM online_payouts GROUP BY payee_id, currency"
)  # fmt: skip

# Held money, and what is taken by a payer's bank, of which no open entry of the list speaks.
_HELD = (
    "SELECT p.public_id FROM online_payments p WHERE p.state = 'held' AND p.got_minor > "
    "(SELECT COALESCE(SUM(r.minor), 0) FROM online_refunds r WHERE r.payment_id = p.id "
    " AND r.order_id IS NULL AND r.state <> 'failed') + "
    "(SELECT COALESCE(SUM(o.minor), 0) FROM dispute_decisions o JOIN online_disputes d ON d.id = o.dispute_id "
    " WHERE d.payment_id = p.id AND o.order_id IS NULL AND o.undone_at IS NULL) "
    "AND NOT EXISTS (SELECT 1 FROM online_differences x "
    "WHERE x.kind = 'amount' AND x.subject = p.public_id AND x.settled_at IS NULL) ORDER BY p.public_id"
)
_TAKEN = (
    "SELECT d.dispute_id FROM online_disputes d WHERE d.taken_minor <> "
    "(SELECT COALESCE(SUM(o.minor), 0) FROM dispute_decisions o WHERE o.dispute_id = d.id AND o.undone_at IS NULL) "
    "AND NOT EXISTS (SELECT 1 FROM online_differences x "
    "WHERE x.kind = 'dispute' AND x.subject = d.dispute_id AND x.settled_at IS NULL) ORDER BY d.dispute_id"
)

Accounts = Counter[tuple[int, str, str, str]]


async def moved_online() -> Accounts:
    """Fees, money in suspense, disputes and payouts, as their rows say it."""
    moved: Accounts = Counter()
    for row in await fetch(_PAYMENTS):
        _add_payment(moved, row)
    for row in await fetch(_DISPUTES):
        _add_dispute(moved, row)
    for row in await fetch(_PAYOUTS):
        book = (row["payee_id"], row["currency"])
        moved[*book, "bank", ""] += int(row["moved"])
        moved[*book, "stripe", ""] -= int(row["moved"])
    return moved


def _add_payment(moved: Accounts, row: dict[str, Any]) -> None:
    """Paid or held, what was sent out of suspense left the provider, and what was set off is in the dispute's account."""
    book, fee, sent = (row["payee_id"], row["currency"]), int(row["fee_minor"]), int(row["sent"])
    held, off = int(row["held"]), int(row["set_off"])
    moved[*book, "fees", ""] += fee
    moved[*book, "stripe", ""] += held - fee - (sent if held else 0)
    moved[*book, "suspense", row["public_id"]] -= held - sent - off if held else 0


def _add_dispute(moved: Accounts, row: dict[str, Any]) -> None:
    book, taken = (row["payee_id"], row["currency"]), int(row["taken_minor"])
    fee, back = int(row["fee_minor"]), int(row["paid_back"])
    moved[*book, "suspense", row["dispute_id"][:40]] += taken - int(row["decided"])
    moved[*book, "fees", ""] += fee
    moved[*book, "stripe", ""] -= taken + fee - back


async def held_unlisted() -> list[str]:
    """Held and disputed money that nobody would ever decide about."""
    return [
        *(f"held payment {row['public_id']}: on no list" for row in await fetch(_HELD)),
        *(f"dispute {row['dispute_id']}: on no list" for row in await fetch(_TAKEN)),
    ]
