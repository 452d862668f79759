"""What the quotas of a signed-in union say to a search: which bases they close on which days, before anything is held."""

from dataclasses import dataclass, field
from datetime import date

from starlette.requests import Request

from booking import quotas
from booking.quotas import Bars
from sites import listings, search
from sites.foundation.pages import viewer_of
from sites.foundation.words import say
from sites.search import FREE, Bounds, Question, allowing


@dataclass(frozen=True)
class Barred:
    """By day of arrival what the union cannot hold. Empty for everybody else."""

    by_day: dict[date, Bars] = field(default_factory=dict)

    def words(self, found: search.Answer) -> str:
        """Why the union cannot hold at this base; empty where it can, and where no day was asked."""
        bars = self.by_day.get(found.check_in) if found.check_in else None
        bar = bars.at(found.site.id, found.site.district_code) if bars else None
        return say(bar.why_not) if bar and bar.why_not else ""

    @property
    def is_empty(self) -> bool:
        return all(bars.is_empty for bars in self.by_day.values())

    async def bounds(self) -> Bounds:
        """Bases that some asked day of arrival leaves open."""
        if self.is_empty:
            return FREE
        return allowing(card.id for card in await listings.cards() if self._is_open(card))

    def _is_open(self, card: listings.SiteCard) -> bool:
        return any(bars.at(card.id, card.district_code) is None for bars in self.by_day.values())


async def barred(request: Request, question: Question) -> Barred:
    """One look for each day of arrival that is asked. A search's heads are workers."""
    viewer = viewer_of(request)
    if viewer is None or viewer.actor.kind != "union":
        return Barred()
    return Barred({
        day: await quotas.bars(
            viewer.actor.organisation_id, check_in=day, nights=question.nights, workers=question.heads
        )
        for day in question.starts
    })  # fmt: skip
