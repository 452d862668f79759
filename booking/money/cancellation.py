"""What cancelling costs at an instant, by the site's table as the contract froze it. Pure.

A tier holds until the check-in hour (Shanghai) on the day so many days before check-in; at that very
second the next one begins, and the last one never ends.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from sites.foundation import clock
from sites.foundation.amounts import Money


@dataclass(frozen=True, slots=True)
class DatedTier:
    """`percent` of the price is kept from `starts_at` until before `until`; None is an open end."""

    number: int
    percent: int
    fee: Money
    starts_at: datetime | None
    until: datetime | None

    def holds_at(self, instant: datetime) -> bool:
        return self.until is None or instant < self.until


@dataclass(frozen=True, slots=True)
class CancellationFee:
    """What would be kept. `until` is the instant at which the next tier begins, None in the last."""

    tier: int
    percent: int
    fee: Money
    until: datetime | None


def fee_at(
    instant: datetime, *, price: Money, terms: Mapping[str, Any], check_in: date
) -> CancellationFee:
    """The fee for cancelling at `instant`. Without any tier nothing was agreed and nothing is kept."""
    dated = tiers_with_dates(terms, price=price, check_in=check_in)
    tier = next(tier for tier in dated if tier.holds_at(instant))
    return CancellationFee(tier.number, tier.percent, tier.fee, tier.until)


def tiers_with_dates(
    terms: Mapping[str, Any], *, price: Money, check_in: date
) -> tuple[DatedTier, ...]:
    """The frozen table with its instants and amounts, the cheapest tier first, the last one open.

    `terms` holds `tiers` by falling `days_before`, and `check_in_hour`. ValueError when the days do
    not fall, or when cancelling later would cost less.
    """
    tiers = [(tier["days_before"], tier["percent"]) for tier in terms.get("tiers", ())] or [(0, 0)]
    _demand_order(tiers)
    hour = time(terms.get("check_in_hour", 0)) if len(tiers) == 1 else time(terms["check_in_hour"])
    ends = [clock.at(check_in - timedelta(days=days), hour) for days, _ in tiers[:-1]]
    return tuple(
        DatedTier(number, percent, price.percent(percent), starts_at, until)
        for number, ((_, percent), starts_at, until) in enumerate(
            zip(tiers, [None, *ends], [*ends, None], strict=True)
        )
    )


def _demand_order(tiers: list[tuple[int, int]]) -> None:
    days, percents = zip(*tiers, strict=True)
    falling = all(earlier > later for earlier, later in pairwise(days))
    rising = list(percents) == sorted(percents) and percents[0] >= 0 and percents[-1] <= 100
    if not (falling and rising):
        msg = "a cancellation table needs falling days and percentages that never fall"
        raise ValueError(msg)
