"""Who on a base's waiting list is offered the rooms that came free: the declared rule, obeyed. Pure.

Entries compete where their nights touch at the base, whatever rooms they want: all eat at one table.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sites.listings import WaitingRule


@dataclass(frozen=True, slots=True)
class Stretch:
    """Nights from `first` until before `until`."""

    first: date
    until: date

    def touches(self, other: "Stretch") -> bool:
        return self.first < other.until and other.first < self.until


@dataclass(frozen=True, slots=True)
class Waiter:
    """One entry on the list of one base, as the rule sees it.

    `window` are the nights that it could use, `possible` the stays for which everything is free, all or
    nothing, the best first. `goes_first`: its programme stands before all others.
    """

    id: int
    window: Stretch
    since: datetime
    passed: int = 0
    goes_first: bool = False
    possible: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is offered which nights, and who stands before them and is passed by it."""

    id: int
    stay: Stretch
    passes: tuple[int, ...]


def in_order(waiters: Iterable[Waiter]) -> list[Waiter]:
    """Programmes that go first, then by the time of joining."""
    return sorted(waiters, key=lambda one: (not one.goes_first, one.since, one.id))


def choose(waiters: Iterable[Waiter], rule: WaitingRule, *, now: datetime) -> Choice | None:
    """The first in order for whom everything is free and who passes nobody that may not be passed.

    None where there is no such entry: then the rooms are everybody's.
    """
    may_not: list[Waiter] = []
    may: list[Waiter] = []
    for one in in_order(waiters):
        stay = _first_past_nobody(one.possible, may_not)
        if stay:
            passes = tuple(other.id for other in may if other.window.touches(stay))
            return Choice(one.id, stay, passes)
        lets_pass = rule.lets_pass(passed=one.passed, since=one.since, now=now)
        (may if lets_pass else may_not).append(one)
    return None


def _first_past_nobody(possible: Sequence[Stretch], may_not: Sequence[Waiter]) -> Stretch | None:
    return next(
        (stay for stay in possible if not any(one.window.touches(stay) for one in may_not)), None
    )


def competitors(waiters: Iterable[Waiter], own: Waiter) -> list[Waiter]:
    """The queue as this entry sees it, itself included: only who wants nights that it could use."""
    return [one for one in in_order(waiters) if one.id == own.id or one.window.touches(own.window)]
