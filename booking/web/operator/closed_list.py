"""What is not for sale in the weeks that the grid shows, as sentences: for phones, and for whoever cannot point at a cell."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from booking.web.operator.night_words import NightFacts, not_opened, why_closed
from sites import calendar
from sites.foundation.formats import day
from sites.foundation.language import _
from sites.listings import SiteProfile


@dataclass(frozen=True, slots=True)
class Stretch:
    """Nights in a row, both ends included, that are closed to these rooms for one reason."""

    first: date
    last: date
    rooms: tuple[str, ...]
    why: str

    @property
    def nights(self) -> str:
        return day(self.first) if self.first == self.last else f"{day(self.first)}–{day(self.last)}"

    @property
    def where(self) -> str:
        return _(", ").join(self.rooms)


def stretches(
    site: SiteProfile,
    nights: calendar.Grid,
    *,
    days: Sequence[date],
    unpriced: Collection[date],
    facts: NightFacts,
) -> tuple[Stretch, ...]:
    """By date; room types that are closed alike stand together."""
    found: dict[tuple[date, date, str], list[str]] = {}
    for kind in site.room_types:
        reasons = [
            (one, _why(nights.nights.get((kind.id, one)), one, one in unpriced, facts))
            for one in days
        ]
        for why, same in groupby(reasons, key=lambda pair: pair[1]):
            dates = [one for one, _why_of in same]
            if why:
                found.setdefault((dates[0], dates[-1], why), []).append(kind.name)
    return tuple(
        Stretch(first, last, tuple(rooms), why)
        for (first, last, why), rooms in sorted(found.items())
    )


def _why(row: calendar.NightRow | None, on: date, unpriced: bool, facts: NightFacts) -> str:  # noqa: FBT001
    if row is None:
        return not_opened(on, facts)
    if row.is_closed:
        return why_closed(row, facts)
    return _("no package has a price for this night") if unpriced else ""
