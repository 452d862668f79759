"""Whether the books balance: the ledger is compared with the papers that it must agree with."""

from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from booking.money.bank_audit import lines_astray, moved_by_lines
from booking.money.collected_audit import moved_by_collecting
from booking.money.instalment_audit import unequal_parts
from booking.money.online.moved import held_unlisted, moved_online
from booking.money.standing import Standing
from booking.money.subsidy_audit import moved_by_subsidies
from sites.foundation.amounts import Money
from sites.foundation.database import fetch

_UNBALANCED = (
    "SELECT e.id, p.currency, COALESCE(SUM(p.minor), 0) AS minor FROM entries e "
    "LEFT JOIN postings p ON p.entry_id = e.id GROUP BY e.id, p.currency "
    "HAVING SUM(p.minor) <> 0 OR COUNT(p.id) = 0 ORDER BY e.id"
)
_BOOKS = (
    "SELECT o.name, b.currency, SUM(p.minor) AS minor FROM postings p "
    "JOIN accounts a ON a.id = p.account_id JOIN books b ON b.id = a.book_id "
    "JOIN organisations o ON o.id = b.payee_id GROUP BY o.name, b.currency, b.id "
    "HAVING SUM(p.minor) <> 0 ORDER BY b.id"
)
_CROSSING = (
    "SELECT p.id FROM postings p JOIN entries e ON e.id = p.entry_id "
    "JOIN accounts a ON a.id = p.account_id JOIN books b ON b.id = e.book_id "
    "WHERE a.book_id <> e.book_id OR p.currency <> b.currency ORDER BY p.id"
)
_CHARGES = (
    "SELECT c.public_id, c.payee_id, c.currency, "
    "(SELECT COALESCE(SUM(r.minor), 0) FROM receipts r "
    " WHERE r.charge_id = c.id AND r.withdrawn_at IS NULL AND r.way = 'online') - "
    "(SELECT COALESCE(SUM(o.minor), 0) FROM refund_orders o "
    " WHERE o.charge_id = c.id AND o.paid_on IS NOT NULL AND o.way = 'online') AS online, "
    "CASE WHEN c.voided_at IS NULL THEN c.minor ELSE 0 END AS charged, "
    "(SELECT COALESCE(SUM(r.minor), 0) FROM receipts r "
    " WHERE r.charge_id = c.id AND r.withdrawn_at IS NULL) AS received, "
    "(SELECT COALESCE(SUM(o.minor), 0) FROM refund_orders o "
    " WHERE o.charge_id = c.id AND o.paid_on IS NOT NULL) AS refunded, "
    "(SELECT COALESCE(SUM(o.minor), 0) FROM refund_orders o "
    " WHERE o.charge_id = c.id AND o.paid_on IS NOT NULL AND o.why = 'disputed') AS disputed, "
    "(SELECT COALESCE(SUM(o.minor), 0) FROM refund_orders o "
    " WHERE o.charge_id = c.id AND o.paid_on IS NULL AND o.withdrawn_at IS NULL) AS ordered, "
    "(SELECT COALESCE(SUM(w.minor - w.reversed_minor), 0) FROM write_offs w "
    " WHERE w.charge_id = c.id AND w.state = 'agreed') AS written_off "
    "FROM charges c ORDER BY c.id"
)
_BALANCES = (
    "SELECT b.payee_id, b.currency, a.kind, a.subject, SUM(p.minor) AS minor FROM postings p "
    "JOIN accounts a ON a.id = p.account_id JOIN books b ON b.id = a.book_id "
    "GROUP BY b.payee_id, b.currency, a.kind, a.subject"
)

Accounts = Counter[tuple[int, str, str, str]]
# What else moves money than charges, receipts and refund orders: each answers by how much it moves which
# account (payee, currency, kind, subject) beyond what those three say.
MOVED_BESIDE: tuple[Callable[[], Awaitable[Accounts]], ...] = (
    moved_online,
    moved_by_collecting,
    moved_by_lines,
    moved_by_subsidies,
)


async def breaches() -> list[str]:
    """Every breach of the rules of money as one line; an empty list when the books balance."""
    found = [
        f"entry {row['id']}: postings sum to {int(row['minor'])} {row['currency']}"
        for row in await fetch(_UNBALANCED)
    ]
    found += [
        f"book of {row['name']} ({row['currency']}): sums to {int(row['minor'])}"
        for row in await fetch(_BOOKS)
    ]
    found += [f"posting {row['id']}: crosses books" for row in await fetch(_CROSSING)]
    expected: Accounts = Counter()
    for row in await fetch(_CHARGES):
        found += _faults(row)
        _expect(expected, row)
    found += await lines_astray()
    found += await held_unlisted()
    for moved in MOVED_BESIDE:
        for account, minor in (await moved()).items():
            expected[account] += minor
    found += _differences(expected, await _balances())
    return found + await unequal_parts()


def _standing(row: dict[str, Any]) -> Standing:
    columns = ("charged", "received", "refunded", "written_off")
    return Standing(*(Money(int(row[name]), row["currency"]) for name in columns))


def _faults(row: dict[str, Any]) -> list[str]:
    standing, name = _standing(row), f"charge {row['public_id']}"
    found = []
    # What a payer's bank took back, nobody here gave: it may come on top, and is then owed.
    if standing.refunded.minor - int(row["disputed"]) > standing.received.minor:
        found.append(f"{name}: refunds exceed payments")
    if standing.too_much_written_off:
        found.append(f"{name}: {standing.too_much_written_off.minor} too much written off")
    if standing.refund_due.minor != int(row["ordered"]):
        found.append(f"{name}: {standing.refund_due.minor} due back, {int(row['ordered'])} ordered")
    return found


def _expect(expected: Accounts, row: dict[str, Any]) -> None:
    """What the accounts must show if the ledger agrees with charges, receipts and refund orders."""
    standing = _standing(row)
    payee, currency, subject = (
        row["payee_id"],
        row["currency"],
        row["public_id"],
    )
    expected[payee, currency, "receivable", subject] += standing.owed.minor
    expected[payee, currency, "income", subject] -= standing.worth.minor
    expected[payee, currency, "refund_due", subject] -= standing.refund_due.minor
    online = int(row["online"])
    expected[payee, currency, "stripe", ""] += online
    expected[payee, currency, "bank", ""] += (
        standing.received.minor - standing.refunded.minor - online
    )


async def _balances() -> Accounts:
    return Counter(
        {
            (row["payee_id"], row["currency"], row["kind"], row["subject"]): int(row["minor"])
            for row in await fetch(_BALANCES)
        }
    )


def _differences(expected: Accounts, actual: Accounts) -> list[str]:
    return [
        f"account {'/'.join(map(str, account))}: shows {actual[account]}, must be {expected[account]}"
        for account in sorted(expected.keys() | actual.keys())
        if actual[account] != expected[account]
    ]
