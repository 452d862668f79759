"""Lines of bank statements against the ledger: every fen of a line is applied, sent back, set aside, or on the list."""

from collections import Counter

from sites.foundation.database import fetch

_LINES = "SELECT id, public_id, payee_id, currency, minor, state FROM bank_lines ORDER BY id"
_SHARES = (
    "SELECT l.public_id, l.payee_id, l.currency, s.line_id, s.minor, s.fate, s.receipt_id, s.done_at, "
    "CASE WHEN s.paid_on IS NULL THEN 0 ELSE 1 END AS paid, "
    "CASE WHEN r.withdrawn_at IS NULL THEN 0 ELSE 1 END AS withdrawn FROM line_shares s "
    "JOIN bank_lines l ON l.id = s.line_id LEFT JOIN receipts r ON r.id = s.receipt_id "
    "WHERE s.undone_at IS NULL ORDER BY s.id"
)


async def moved_by_lines() -> "Counter[tuple[int, str, str, str]]":
    """By how much lines and what became of them move accounts, beside the receipts and orders that they stand behind."""
    moved: Counter[tuple[int, str, str, str]] = Counter()
    for row in await fetch(_LINES):
        book = (row["payee_id"], row["currency"])
        moved[*book, "bank", ""] += int(row["minor"])
        moved[*book, "suspense", row["public_id"]] -= int(row["minor"])
    for row in await fetch(_SHARES):
        if row["done_at"] is None:
            continue
        book, minor = (row["payee_id"], row["currency"]), int(row["minor"])
        moved[*book, "suspense", row["public_id"]] += minor
        owed_back = row["fate"] == "returned" and not row["paid"]
        moved[
            *book, "refund_due" if owed_back else "bank", row["public_id"] if owed_back else ""
        ] -= minor
    return moved


async def lines_astray() -> list[str]:
    """Lines of which more, less or other is decided than they have."""
    shares: dict[int, list[dict[str, object]]] = {}
    for row in await fetch(_SHARES):
        shares.setdefault(int(row["line_id"]), []).append(row)
    found = []
    for line in await fetch(_LINES):
        name, mine = f"bank line {line['public_id']}", shares.get(int(line["id"]), [])
        minor, parts = int(line["minor"]), [int(str(one["minor"])) for one in mine]
        done = [int(str(one["minor"])) for one in mine if one["done_at"] is not None]
        if any((part > 0) != (minor > 0) for part in parts if part) or abs(sum(parts)) > abs(minor):
            found.append(f"{name}: {sum(parts)} decided of {minor}")
        if (line["state"] == "closed") != (bool(done) and sum(done) == minor):
            found.append(f"{name}: is {line['state']} with {sum(done)} of {minor} done")
        if any(one["withdrawn"] for one in mine):
            found.append(f"{name}: pays by a receipt that was withdrawn")
    return found
