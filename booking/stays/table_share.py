"""What the cancellation table says of the part of a price that falls away when a promise shrinks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from booking.money import fee_at
from booking.stays.attrition import FreeShare, beyond_free, free_share, is_charged
from sites.foundation.amounts import Money


@dataclass(frozen=True, slots=True)
class TableShare:
    """`falls` is by how much the price falls, `kept` the `percent` of it that the table names. `until` is when the
    next step of the table begins.

    Where `is_charged`, `kept` is charged, of `counted` alone: `free` of the people who leave do so free of charge.
    Else it is noted only.
    """

    falls: Money
    percent: int
    kept: Money
    until: datetime | None = None
    is_charged: bool = False
    counted: Money | None = None
    free: int = 0
    share: FreeShare | None = None


def table_share(
    instant: datetime, *, before: Money, after: Money, terms: Mapping[str, Any], check_in: date,
    heads: int = 0, leaving: int = 0, left: int = 0,
) -> TableShare:  # fmt: skip
    """`heads` are contracted before the change, `leaving` fewer after it, `left` dropped out earlier. Of a price that
    does not fall nothing is kept.
    """
    falls = max(before - after, Money(0, before.currency))
    if not falls or not terms.get("tiers"):
        return TableShare(falls, 0, Money(0, before.currency))
    if not is_charged(terms):
        fee = fee_at(instant, price=falls, terms=terms, check_in=check_in)
        return TableShare(falls, fee.percent, fee.fee, fee.until)
    share = free_share(terms, heads=heads, left=left, at=instant, check_in=check_in)
    counted = beyond_free(falls, leaving=leaving, share=share)
    fee = fee_at(instant, price=counted, terms=terms, check_in=check_in)
    free = min(max(leaving, 0), share.remaining)
    return TableShare(
        falls,
        fee.percent,
        fee.fee,
        fee.until,
        is_charged=True,
        counted=counted,
        free=free,
        share=share,
    )
