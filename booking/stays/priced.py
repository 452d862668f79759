"""Stays that a change of a price does not touch: what they froze stands."""

from collections.abc import Collection
from datetime import date, timedelta

from booking.stays.models import Stay
from booking.stays.states import EFFECTS, State
from sites.calendar import nights_between

LIVE = [s for s, e in EFFECTS.items() if e.takes_nights and s not in {State.SETTLED, State.RECONCILED}]  # fmt: skip


async def frozen_on(package_code: str, site_id: int, nights: Collection[date]) -> int:
    """How many stays of the package keep their price on at least one of these nights."""
    if not nights:
        return 0
    spans = await Stay.filter(
        package__code=package_code, site_id=site_id, state__in=LIVE,
        check_in__lt=max(nights) + timedelta(days=1), check_out__gt=min(nights),
    ).values_list("check_in", "check_out")  # fmt: skip
    chosen = set(nights)
    return sum(1 for first, until in spans if chosen.intersection(nights_between(first, until)))
