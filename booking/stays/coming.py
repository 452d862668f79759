"""Confirmed and not yet arrived: workers by district and month of arrival."""

from collections import Counter
from datetime import date

from booking.stays.models import Stay
from booking.stays.states import State
from sites.foundation import clock


async def workers_coming(year: int) -> Counter[tuple[str, int]]:
    """Of what is left of that year, by district code and month."""
    rows = await Stay.filter(
        state=State.CONFIRMED, check_in__gte=max(clock.today(), date(year, 1, 1)),
        check_in__lte=date(year, 12, 31),
    ).values("site__district_code", "check_in", "quote")  # fmt: skip
    found: Counter[tuple[str, int]] = Counter()
    for row in rows:
        found[row["site__district_code"], row["check_in"].month] += int(row["quote"]["workers"])
    return found
