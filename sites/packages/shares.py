"""Who bears which part of a quote: the union up to its ceiling, a subsidy, the workers beyond it, and the family. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from sites.foundation.amounts import Money, total

# Who bears a part, in the order in which parts are shown. The union bears its crew's part too.
BEARERS = ("subsidy", "union", "worker", "family", "crew")


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a union spends on a worker at most, in fen: for a trip, for a day, or both; None is no ceiling.

    `excess_by` bears what is over it: `union` or `worker`. `subsidy` is what a programme gives for each worker, for
    a trip or (`subsidy_per_day`) for a day of it; `rate` is the federation's word for it, where one gave it.

    In a trip of several stays ceilings and subsidies are the trip's: `earlier_days` and what the stays that were
    priced before took of them (`spent`, `given`, in fen for all workers together) are over for this one.
    """

    per_trip: int | None = None
    per_day: int | None = None
    excess_by: str = "worker"
    subsidy: int = 0
    subsidy_per_day: int = 0
    rate: str = ""
    earlier_days: int = 0
    spent: int = 0
    given: int = 0

    def ceiling(self, days: int) -> int | None:
        """For one worker until the end of a stay of so many days, whichever is less; None is no ceiling."""
        whole = self._days(days)
        known = [self.per_trip, None if self.per_day is None else self.per_day * whole]
        return min((one for one in known if one is not None), default=None)

    def free(self, *, workers: int, days: int) -> int | None:
        """What may still be spent on all workers together."""
        each = self.ceiling(days)
        return None if each is None else max(each * workers - self.spent, 0)

    def gives(self, *, workers: int, days: int) -> int:
        """What the programme still gives for all workers together."""
        each = self.subsidy + self.subsidy_per_day * self._days(days)
        return max(each * workers - self.given, 0)

    def _days(self, days: int) -> int:
        """Of the trip until the end of this stay: a stay has a day more than nights, and the next one begins on it."""
        return self.earlier_days + days - 1 if self.earlier_days else days

    @property
    def is_silent(self) -> bool:
        return self == Allowance()

    def as_facts(self) -> dict[str, Any]:
        """What is as it always was is not said, so that every reader of frozen quotes knows each word."""
        silent = asdict(Allowance())
        return {name: value for name, value in asdict(self).items() if value != silent[name]}

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
    def within(self) -> Money:
        """What the workers cost within the ceiling, whoever bears it."""
        workers = self.parts["subsidy"] + self.parts["union"] + self.parts["worker"]
        return workers - self.excess

    @property
    def by_union(self) -> Money:
        """What the union answers for: all but what workers and family pay themselves."""
        return self.total - self.parts["worker"] - self.parts["family"]


def shared(costs: Mapping[str, Money], *, workers: int, days: int, allowance: Allowance) -> Shares:
    """`costs` are what workers, family and crew cost. `per_worker` is half up to the fen, to show; the ceiling is
    compared with the sum over all workers, so no fen is lost by rounding.
    """
    cost, currency = costs["workers"], costs["workers"].currency
    limit = allowance.free(workers=workers, days=days)
    free = cost if limit is None else min(cost, Money(limit, currency))
    excess = cost - free
    subsidy = min(Money(allowance.gives(workers=workers, days=days), currency), free)
    own = excess if allowance.excess_by == "worker" else Money(0, currency)
    parts = {
        "subsidy": subsidy, "union": cost - own - subsidy, "worker": own,
        "family": costs["family"], "crew": costs["crew"],
    }  # fmt: skip
    each = Money((2 * cost.minor + workers) // (2 * workers) if workers else 0, currency)
    ceiling = None if limit is None else Money(limit // workers if workers else limit, currency)
    return Shares(parts, excess, each, ceiling)


def following(allowance: Allowance, before: Iterable[tuple[Shares, int]]) -> Allowance:
    """For a further stay of a trip, after stays with these shares and so many nights."""
    earlier = list(before)
    if not earlier or allowance.is_silent:
        return allowance
    return replace(
        allowance, earlier_days=sum(nights for _shares, nights in earlier) + 1,
        spent=sum(shares.within.minor for shares, _nights in earlier),
        given=sum(shares.parts["subsidy"].minor for shares, _nights in earlier),
    )  # fmt: skip
