"""Stays whose nights lie beyond a day on which something about their site ends."""

from collections.abc import Mapping
from datetime import date, timedelta

from booking.stays.models import Stay
from booking.stays.states import EFFECTS
from sites.foundation import clock

TAKING = [state for state, effects in EFFECTS.items() if effects.takes_nights]


async def booked_beyond(last_days: Mapping[int, date]) -> dict[int, tuple[int, int]]:
    """By site: groups and heads still to come with a night after the site's last day; sites without are absent."""
    rows = await Stay.filter(
        site_id__in=list(last_days), state__in=TAKING, check_out__gt=clock.today()
    ).values("site_id", "check_out", "quote")
    found: dict[int, tuple[int, int]] = {}
    for row in rows:
        last_night = row["check_out"] - timedelta(days=1)
        if last_night > last_days[row["site_id"]]:
            groups, heads = found.get(row["site_id"], (0, 0))
            found[row["site_id"]] = (groups + 1, heads + int(row["quote"]["heads"]))
    return found
