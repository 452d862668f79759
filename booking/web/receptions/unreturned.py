"""Returns that a period lacks: which of its months not every base has confirmed yet."""

from dataclasses import dataclass
from datetime import date

from booking import receptions
from booking.receptions import Period
from sites.foundation import clock


@dataclass(frozen=True)
class Unreturned:
    """A month, how many bases have not returned it, and how many are asked for it."""

    month: date
    missing: int
    asked: int

    @property
    def due(self) -> date:
        return receptions.due_day(self.month)

    @property
    def is_late(self) -> bool:
        return clock.today() > self.due


async def unreturned(period: Period) -> tuple[Unreturned, ...]:
    """The months of the period that lack a return, in their order."""
    found = [await _of(month) for month in period.months]
    return tuple(one for one in found if one.missing)


async def _of(month: date) -> Unreturned:
    asked, there = await receptions.asked_for(month), await receptions.returns_in(month)
    return Unreturned(month, sum(site not in there for site in asked), len(asked))
