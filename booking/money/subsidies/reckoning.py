"""What a trip's workers are given: who came counts, and never more than they cost. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sites.foundation.amounts import Money


@dataclass(frozen=True, slots=True)
class Reckoned:
    """`workers` are those of the fullest night; days of a worker are the nights there, and one. `cost` is what the workers
    cost within the union's ceiling, above which nothing is given.
    """

    workers: int
    person_days: int
    each: Money
    per: str
    cost: Money

    @property
    def by_rate(self) -> Money:
        return self.each * (self.workers if self.per == "trip" else self.person_days)

    @property
    def amount(self) -> Money:
        return min(self.by_rate, self.cost)

    @property
    def is_capped(self) -> bool:
        return self.cost < self.by_rate


def reckon(nights: Mapping[date, int], *, each: Money, per: str, cost: Money) -> Reckoned:
    """`nights` are the workers who were there, by night, of all the trip's stays."""
    most = max(nights.values(), default=0)
    return Reckoned(most, sum(nights.values()) + most, each, per, cost)
