"""What a visitor asks: when, for how many, and what the base should have."""

from dataclasses import dataclass
from datetime import date, timedelta

from sites import regions
from sites.calendar import Split
from sites.search.bounds import FREE, Bounds

NEARBY_DAYS, OTHER_DAYS = 3, 5
MAX_HEADS, MAX_NIGHTS, MAX_WINDOW = 500, 14, 92
SORTS = ("recommended", "price", "rail", "distance")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Starts in the order of preference; none means that no dates are asked yet.

    Of the heads `singles` sleep alone, and `families` rooms are for three or more. `max_price` is fen a
    person for the whole stay; `rail_within` minutes, `km_within` kilometres from the city `origin` (a code).
    """

    starts: tuple[date, ...] = ()
    nights: int = 4
    heads: int = 36
    singles: int = 0
    families: int = 0
    districts: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    facilities: frozenset[str] = frozenset()
    theme: str = ""
    max_price: int | None = None
    rail_within: int | None = None
    origin: str = ""
    km_within: int | None = None
    bounds: Bounds = FREE
    sort: str = "recommended"

    @property
    def check_in(self) -> date | None:
        return self.starts[0] if self.starts else None

    @property
    def split(self) -> Split:
        return Split(self.singles, self.families)

    @property
    def point(self) -> tuple[float, float] | None:
        """Where the group comes from, as far as it is known."""
        try:
            city = regions.region(regions.city_of(self.origin)) if self.origin else None
        except KeyError:
            return None
        return (city.latitude, city.longitude) if city else None


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
