"""The numbers of a stay's nights: which rows count, and what the charged heads cost."""

from collections.abc import Iterable
from datetime import date

from booking.stays.models import Stay, StayNight
from sites.foundation.amounts import Money, total
from sites.packages import Quote


def latest(rows: Iterable[StayNight]) -> list[StayNight]:
    """The rows of the highest contracted version, in order of night and room type."""
    every = list(rows)
    highest = max((row.version for row in every), default=1)
    kept = [row for row in every if row.version == highest]
    return sorted(kept, key=lambda row: (row.date, row.room_type_id))


def heads_by_night(rows: Iterable[StayNight], number: str) -> dict[date, int]:
    """All heads of one of the five numbers, night by night."""
    sums: dict[date, int] = {}
    for row in rows:
        heads = sum(getattr(row, f"{number}_{who}") or 0 for who in ("workers", "family", "crew"))
        sums[row.date] = sums.get(row.date, 0) + heads
    return sums


def charged_total(stay: Stay, rows: list[StayNight]) -> Money:
    """Each night's charged heads at that night's frozen price, and supplements as they were agreed.

    When everybody is charged for every night this is exactly the contracted price.
    """
    quote = Quote.from_facts(stay.quote)
    charged = heads_by_night(rows, "charged")
    lodging = total(
        (night.per_person * charged.get(night.date, 0) for night in quote.nights),
        currency=stay.currency,
    )
    return lodging + quote.single_supplements
