"""What closes bases to the group that searches, although they have room: quotas of its union, and the ceiling of its rules.

The search knows neither; it is handed numbers by base (sites/search/bounds.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from booking import quotas
from booking.quotas import Applying, Bars
from booking.rules import Limit
from booking.stays.sender import Sender
from sites import listings
from sites.foundation.actor import Actor
from sites.search import FREE, Answer, Bounds, Question, allowing


@dataclass(frozen=True)
class Bookable:
    """By day of arrival what the union's quotas close, and what a person may cost at most. Empty where no day was asked."""

    by_day: dict[date, Bars] = field(default_factory=dict)
    limit: Limit | None = None

    def bar(self, found: Answer) -> Applying | None:
        """The quota that says no to the trip of this answer."""
        bars = self.by_day.get(found.check_in) if found.check_in else None
        return bars.at(found.site.id, found.site.district_code) if bars else None

    def is_too_dear(self, found: Answer) -> bool:
        return self.limit is not None and found.price is not None and found.price > self.limit.fen

    @property
    def has_bars(self) -> bool:
        return not all(bars.is_empty for bars in self.by_day.values())

    async def bounds(self) -> Bounds:
        """Bases that some asked day of arrival leaves open, at no more than the ceiling."""
        return self.capped(await self.mask())

    async def mask(self) -> Bounds:
        """What the quotas alone leave."""
        if not self.has_bars:
            return FREE
        return allowing(card.id for card in await listings.cards() if self._is_open(card))

    def capped(self, bounds: Bounds = FREE) -> Bounds:
        return replace(bounds, everywhere=self.limit.fen) if self.limit else bounds

    def _is_open(self, card: listings.SiteCard) -> bool:
        return any(bars.at(card.id, card.district_code) is None for bars in self.by_day.values())


async def bookable(question: Question, *, by: Actor | None, sender: Sender | None) -> Bookable:
    """One look for each day of arrival that is asked. A search's heads are workers; quotas are told to unions alone."""
    union = by.organisation_id if by and by.kind == "union" else None
    bars = {
        day: await quotas.bars(
            union, check_in=day, nights=question.nights, workers=question.heads
        )
        for day in question.starts
        if union is not None
    }  # fmt: skip
    return Bookable(bars, await _loosest(sender, question.starts, nights=question.nights))


async def _loosest(sender: Sender | None, starts: Sequence[date], *, nights: int) -> Limit | None:
    """Of several days the one that allows most: what is shown is judged by its own day, and nothing is left out wrongly."""
    if sender is None:
        return None
    found: list[Limit] = []
    for day in starts:
        limit = await sender.limit(check_in=day, nights=nights)
        if limit is None:
            return None
        found.append(limit)
    return max(found, key=lambda one: one.fen, default=None)
