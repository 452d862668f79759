"""What a visitor asks: when, for how many, and what the base should have."""

from dataclasses import dataclass, field
from datetime import date, timedelta

NEARBY_DAYS, OTHER_DAYS = 3, 5
MAX_HEADS, MAX_NIGHTS, MAX_WINDOW = 500, 14, 92
SORTS = ("recommended", "price", "rail")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Starts in the order of preference; none means that no dates are asked yet.

    `max_price` is fen a person for the whole stay; `rail_within` minutes; `only` is a mask of base ids
    that the caller computed, None for all.
    """

    starts: tuple[date, ...] = ()
    nights: int = 4
    heads: int = 36
    districts: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    facilities: frozenset[str] = frozenset()
    theme: str = ""
    max_price: int | None = None
    rail_within: int | None = None
    only: frozenset[int] | None = field(default=None)
    sort: str = "recommended"

    @property
    def check_in(self) -> date | None:
        return self.starts[0] if self.starts else None


def around(check_in: date, *, today: date, days: int = NEARBY_DAYS) -> tuple[date, ...]:
    """That day and those near it, the nearest first, none in the past."""
    steps = [0, *(sign * n for n in range(1, days + 1) for sign in (1, -1))]
    every = (check_in + timedelta(days=n) for n in steps)
    return tuple(day for day in every if day >= today)


def between(first: date, last: date, *, nights: int, today: date) -> tuple[date, ...]:
    """Every start whose nights lie from `first` until before `last`."""
    starts = ((last - first).days - nights) + 1
    every = (first + timedelta(days=n) for n in range(min(starts, MAX_WINDOW)))
    return tuple(day for day in every if day >= today)
