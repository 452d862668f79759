"""What the cancellation table says of the part of a price that falls away: shown and noted, not charged.

How much of it is free (the table's own share for people who drop out) and what is charged beyond that is settled with
the account.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from booking.money import fee_at
from sites.foundation.amounts import Money


@dataclass(frozen=True, slots=True)
class TableShare:
    """`falls` is by how much the price falls, `kept` the `percent` of it that the table names. `until` is when the
    next step of the table begins. `free_heads` may drop out free of charge until `free_until_days` before arrival.
    """

    falls: Money
    percent: int
    kept: Money
    until: datetime | None = None
    free_heads: int = 0
    free_until_days: int = 0


def table_share(
    instant: datetime, *, before: Money, after: Money, terms: Mapping[str, Any], check_in: date
) -> TableShare:
    """Of a price that does not fall nothing is kept."""
    falls = max(before - after, Money(0, before.currency))
    if not falls or not terms.get("tiers"):
        return TableShare(falls, 0, Money(0, before.currency))
    fee = fee_at(instant, price=falls, terms=terms, check_in=check_in)
    return TableShare(
        falls, fee.percent, fee.fee, fee.until, int(terms.get("free_heads", 0)),
        int(terms.get("free_heads_until_days", 0)),
    )  # fmt: skip
