"""Shrinkage: how many people may drop out free of charge, and what the rest costs by the frozen table. Pure.

People who leave by a change and people who stay away draw on one free share.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from booking.money import fee_at
from sites.foundation import clock
from sites.foundation.amounts import Money, total
from sites.listings import attrition_from


@dataclass(frozen=True, slots=True)
class FreeShare:
    """Of `contracted` people `free` may drop out, and `left` have done so."""

    contracted: int
    free: int
    left: int = 0

    @property
    def remaining(self) -> int:
        return max(0, self.free - self.left)


@dataclass(frozen=True, slots=True)
class MissingNight:
    """A night on which fewer came than are contracted. `beyond` of them are more than the free share."""

    date: date
    contracted: int
    arrived: int
    beyond: int
    per_person: Money

    @property
    def missing(self) -> int:
        return max(0, self.contracted - self.arrived)


def is_charged(terms: Mapping[str, Any]) -> bool:
    return bool(terms.get("tiers")) and attrition_from(terms).is_charged


def free_share(
    terms: Mapping[str, Any], *, heads: int, left: int, at: datetime, check_in: date
) -> FreeShare:
    """`heads` are contracted now, `left` dropped out before: the share is of both together."""
    contracted = heads + left
    free = contracted * attrition_from(terms).free_percent // 100
    in_time = clock.day_of(at) <= check_in - timedelta(days=int(terms.get("free_heads_until_days", 0)))  # fmt: skip
    free_heads = int(terms.get("free_heads", 0)) if in_time else 0
    return FreeShare(contracted, min(max(free, free_heads), contracted), left)


def beyond_free(falls: Money, *, leaving: int, share: FreeShare) -> Money:
    """The part of a falling price that is not covered by the free share: in proportion to the people who leave. A
    price that falls without anybody leaving has no free share.
    """
    if leaving <= 0:
        return falls
    free = min(leaving, share.remaining)
    return falls.shared([leaving - free, free])[0] if leaving > free else Money(0, falls.currency)


def missing_nights(
    nights: Sequence[tuple[date, int, int | None, Money]], share: FreeShare
) -> tuple[MissingNight, ...]:
    """Of nights (date, contracted, arrived or None where nobody counted, price) those on which people are missing."""
    found = (
        MissingNight(day, contracted, arrived, max(0, contracted - arrived - share.remaining), each)
        for day, contracted, arrived, each in nights
        if arrived is not None
    )
    return tuple(night for night in found if night.missing)


def charge_for_missing(
    nights: Sequence[MissingNight], *, terms: Mapping[str, Any], check_in: date, currency: str
) -> Money:
    """What the last tier keeps of the nights of those beyond the free share; each night's on its own."""
    fees = (
        fee_at(clock.end_of(check_in), price=night.per_person * night.beyond, terms=terms, check_in=check_in).fee
        for night in nights
        if night.beyond
    )  # fmt: skip
    return total(fees, currency=currency)
