"""Who is here today: groups and heads in house, arriving, leaving, and in the seven days ahead."""

from dataclasses import dataclass
from datetime import timedelta

from booking.stays.models import Stay
from booking.stays.states import State
from sites.foundation import clock

AHEAD = timedelta(days=7)


@dataclass(frozen=True)
class Crowd:
    """Groups, and all their heads as booked."""

    groups: int
    heads: int


@dataclass(frozen=True)
class Here:
    """`bases` is how many have somebody in house."""

    in_house: Crowd
    arriving: Crowd
    leaving: Crowd
    ahead: Crowd
    bases: int


async def here_today() -> Here:
    today = clock.today()
    in_house = Stay.filter(state=State.IN_HOUSE)
    return Here(
        in_house=await _some(state=State.IN_HOUSE),
        arriving=await _some(state__in=[State.CONFIRMED, State.IN_HOUSE], check_in=today),
        leaving=await _some(state__in=[State.CONFIRMED, State.IN_HOUSE, State.DEPARTED], check_out=today),
        ahead=await _some(state=State.CONFIRMED, check_in__gt=today, check_in__lte=today + AHEAD),
        bases=len(await in_house.distinct().values_list("site_id", flat=True)),
    )  # fmt: skip


async def _some(**conditions: object) -> Crowd:
    rows = await Stay.filter(**conditions).values("quote")
    return Crowd(len(rows), sum(int(row["quote"]["heads"]) for row in rows))
