"""What the quotas of a signed-in union say to a search: the reason stands on the card, before anything is held."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from starlette.requests import Request

from booking import quotas
from booking.quotas import Bars
from sites import search
from sites.foundation.pages import viewer_of
from sites.foundation.words import say


@dataclass(frozen=True)
class Barred:
    """By day of arrival where the union cannot hold for so many. Empty for everybody else."""

    by_day: dict[date, Bars] = field(default_factory=dict)

    def words(self, found: search.Answer) -> str:
        """Why the union cannot hold at this base; empty where it can, and where no day was asked."""
        bars = self.by_day.get(found.check_in) if found.check_in else None
        bar = bars.at(found.site.id, found.site.district_code) if bars else None
        return say(bar.why_not) if bar and bar.why_not else ""


async def barred(request: Request, found: Iterable[search.Answer], *, heads: int) -> Barred:
    """One look for each day of arrival among the answers. A search's heads are workers."""
    viewer = viewer_of(request)
    if viewer is None or viewer.actor.kind != "union":
        return Barred()
    days = {(one.check_in, one.nights) for one in found if one.check_in}
    return Barred({
        day: await quotas.bars(
            viewer.actor.organisation_id, check_in=day, nights=nights, workers=heads
        )
        for day, nights in sorted(days)
    })  # fmt: skip
