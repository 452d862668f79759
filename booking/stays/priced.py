"""Stays that a change of a price does not touch: what they froze stands."""

from datetime import date

from booking.stays.models import Stay
from booking.stays.states import EFFECTS, State

LIVE = [s for s, e in EFFECTS.items() if e.takes_nights and s not in {State.SETTLED, State.RECONCILED}]  # fmt: skip


async def frozen_within(package_code: str, site_id: int, *, first: date, until: date) -> int:
    """How many stays of the package keep their price on nights from `first` until before `until`."""
    return await Stay.filter(
        package__code=package_code, site_id=site_id, state__in=LIVE, check_in__lt=until, check_out__gt=first
    ).count()  # fmt: skip
