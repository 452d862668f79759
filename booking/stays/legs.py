"""The stays of one trip follow one another: nobody sleeps twice in a night, or is away for long between two bases. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Self

from booking.stays.trip_refusals import HeadsDiffer, LegsApart, LegsOverlap, TooManyLegs
from sites.packages import Heads

MOST_LEGS = 5
# A night on a train or ship, or one whose bed was bought elsewhere, still belongs to the same departure.
LONGEST_GAP = timedelta(days=1)


@dataclass(frozen=True, order=True, slots=True)
class Leg:
    """The nights of one stay of a trip, from `check_in` until before `check_out`."""

    check_in: date
    check_out: date

    def joined(self, others: Iterable[Self]) -> Self:
        """From the first arrival to the last departure of all of them."""
        every = [self, *others]
        return type(self)(min(one.check_in for one in every), max(one.check_out for one in every))


def demand_one_trip(legs: Sequence[Leg]) -> None:
    """Refused: TooManyLegs; LegsOverlap, LegsApart with the days of the two that do not follow one another."""
    if len(legs) > MOST_LEGS:
        raise TooManyLegs(most=MOST_LEGS, asked=len(legs))
    for one, following in pairwise(sorted(legs)):
        if following.check_in < one.check_out:
            raise LegsOverlap(day=following.check_in, until=one.check_out, field="check_in")
        if following.check_in - one.check_out > LONGEST_GAP:
            raise LegsApart(until=one.check_out, day=following.check_in, field="check_in")


def demand_same_group(parties: Iterable[Heads]) -> None:
    """The people of a trip are the same at every base. Refused: HeadsDiffer."""
    first, *others = parties
    for one in others:
        if one != first:
            raise HeadsDiffer(asked=one.total, heads=first.total, field="workers")
