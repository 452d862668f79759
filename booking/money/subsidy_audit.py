"""How subsidies move a federation's book, beside charges, receipts and refund orders."""

from collections import Counter

from sites.foundation.database import fetch

_GRANTED = (
    "SELECT federation_id, currency, public_id, state, granted_minor FROM subsidy_claims "
    "WHERE state IN ('granted', 'paid')"
)


async def moved_by_subsidies() -> Counter[tuple[int, str, str, str]]:
    """A grant is given on the programme's account and owed on the claim's; paid, it leaves the bank instead."""
    moved: Counter[tuple[int, str, str, str]] = Counter()
    for row in await fetch(_GRANTED):
        payee, currency, minor = row["federation_id"], row["currency"], int(row["granted_minor"])
        moved[payee, currency, "subsidy", ""] += minor
        if row["state"] == "paid":
            moved[payee, currency, "bank", ""] -= minor
        else:
            moved[payee, currency, "subsidy", row["public_id"]] -= minor
    return moved
