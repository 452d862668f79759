"""Who bears which part of a quote: the union up to its ceiling, a subsidy, the workers beyond it, and the family. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sites.foundation.amounts import Money, total

# Who bears a part, in the order in which parts are shown. The union bears its crew's part too.
BEARERS = ("subsidy", "union", "worker", "family", "crew")


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a union spends on a worker at most, in fen: for a trip, for a day, or both; None is no ceiling.

    `excess_by` bears what is over it: `union` or `worker`. `subsidy` is what a programme gives for each worker.
    """

    per_trip: int | None = None
    per_day: int | None = None
    excess_by: str = "worker"
    subsidy: int = 0

    def ceiling(self, days: int) -> int | None:
        """For one worker and so many days, whichever is less."""
        known = [self.per_trip, None if self.per_day is None else self.per_day * days]
        return min((one for one in known if one is not None), default=None)

    @property
    def is_silent(self) -> bool:
        return self == Allowance()

    def as_facts(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any] | None) -> "Allowance":
        return cls(**facts) if facts else cls()


@dataclass(frozen=True, slots=True)
class Shares:
    """Parts that add up to the price. `excess` is what the workers cost beyond the ceiling, whoever bears it."""

    parts: Mapping[str, Money]
    excess: Money
    per_worker: Money
    ceiling: Money | None

    @property
    def total(self) -> Money:
        return total(self.parts.values(), currency=self.per_worker.currency)

    @property
    def by_union(self) -> Money:
        """What the union answers for: all but what workers and family pay themselves."""
        return self.total - self.parts["worker"] - self.parts["family"]


def shared(costs: Mapping[str, Money], *, workers: int, days: int, allowance: Allowance) -> Shares:
    """`costs` are what workers, family and crew cost. `per_worker` is half up to the fen, to show; the ceiling is
    compared with the sum over all workers, so no fen is lost by rounding.
    """
    cost, currency = costs["workers"], costs["workers"].currency
    limit = allowance.ceiling(days)
    free = cost if limit is None else min(cost, Money(limit * workers, currency))
    excess = cost - free
    subsidy = min(Money(allowance.subsidy * workers, currency), free)
    own = excess if allowance.excess_by == "worker" else Money(0, currency)
    parts = {
        "subsidy": subsidy, "union": cost - own - subsidy, "worker": own,
        "family": costs["family"], "crew": costs["crew"],
    }  # fmt: skip
    each = Money((2 * cost.minor + workers) // (2 * workers) if workers else 0, currency)
    return Shares(parts, excess, each, None if limit is None else Money(limit, currency))
