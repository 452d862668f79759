"""Who is here today: groups and heads in house, arriving, leaving, and in the seven days ahead."""

from dataclasses import dataclass
from datetime import timedelta

from booking.stays.models import Stay
from booking.stays.states import State
from sites.foundation import clock

AHEAD = timedelta(days=7)


@dataclass(frozen=True)
class Some:
    """Groups, and all their heads as booked."""

    groups: int
    heads: int


@dataclass(frozen=True)
class Present:
    """`bases` is how many have somebody in house."""

    in_house: Some
    arriving: Some
    leaving: Some
    ahead: Some
    bases: int


async def present() -> Present:
    today = clock.today()
    here = Stay.filter(state=State.IN_HOUSE)
    return Present(
        in_house=await _some(state=State.IN_HOUSE),
        arriving=await _some(state__in=[State.CONFIRMED, State.IN_HOUSE], check_in=today),
        leaving=await _some(state__in=[State.CONFIRMED, State.IN_HOUSE, State.DEPARTED], check_out=today),
        ahead=await _some(state=State.CONFIRMED, check_in__gt=today, check_in__lte=today + AHEAD),
        bases=len(await here.distinct().values_list("site_id", flat=True)),
    )  # fmt: skip


async def _some(**conditions: object) -> Some:
    rows = await Stay.filter(**conditions).values("quote")
    return Some(len(rows), sum(int(row["quote"]["heads"]) for row in rows))
