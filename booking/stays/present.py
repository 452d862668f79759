"""Who is here today, said the same on every desk: in house, expected but not yet checked in, arriving, leaving, ahead."""

from dataclasses import dataclass
from datetime import date, timedelta

from tortoise.expressions import Q

from booking.stays.lines import COLUMNS, StayLine, line
from booking.stays.models import Stay
from booking.stays.states import State
from sites.foundation import clock
from sites.foundation.actor import Actor

AHEAD = timedelta(days=7)


@dataclass(frozen=True)
class Crowd:
    """Groups, and all their heads as booked."""

    groups: int
    heads: int


@dataclass(frozen=True)
class Here:
    """`expected` should have come and nobody checked them in; `bases` is how many have somebody in house."""

    in_house: Crowd
    expected: Crowd
    arriving: Crowd
    leaving: Crowd
    ahead: Crowd
    bases: int


@dataclass(frozen=True)
class OwnToday:
    """An operator's groups of today, by arrival. Who came or goes today and is in house stands in both lists."""

    in_house: tuple[StayLine, ...]
    expected: tuple[StayLine, ...]
    arriving: tuple[StayLine, ...]
    leaving: tuple[StayLine, ...]


async def here_today() -> Here:
    """At all bases."""
    parts = _parts(clock.today())
    bases = await Stay.filter(parts["in_house"]).distinct().values_list("site_id", flat=True)
    return Here(bases=len(bases), **{name: await _crowd(part) for name, part in parts.items()})


async def own_today(by: Actor) -> OwnToday:
    """At the operator's own bases, by the same rules."""
    parts = _parts(clock.today())
    del parts["ahead"]
    return OwnToday(**{name: await _lines(part, by=by) for name, part in parts.items()})


def _parts(today: date) -> dict[str, Q]:
    """In house is only who was checked in. Expected are those whose day of arrival is over and whose last is not."""
    coming = Q(state__in=[State.CONFIRMED, State.IN_HOUSE])
    there = Q(state__in=[State.CONFIRMED, State.IN_HOUSE, State.DEPARTED])
    return {
        "in_house": Q(state=State.IN_HOUSE),
        "expected": Q(state=State.CONFIRMED, check_in__lt=today, check_out__gte=today),
        "arriving": coming & Q(check_in=today),
        "leaving": there & Q(check_out=today),
        "ahead": Q(state=State.CONFIRMED, check_in__gt=today, check_in__lte=today + AHEAD),
    }


async def _crowd(part: Q) -> Crowd:
    rows = await Stay.filter(part).values("quote")
    return Crowd(len(rows), sum(int(row["quote"]["heads"]) for row in rows))


async def _lines(part: Q, *, by: Actor) -> tuple[StayLine, ...]:
    own = Stay.filter(part, operator_id=by.organisation_id).order_by("check_in", "id")
    return tuple(line(row) for row in await own.values(*COLUMNS))
