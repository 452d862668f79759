"""When rooms without names return, and how many stay. Pure: no database, no clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from booking.stays.figures import WHO
from sites.listings import ReleaseStep, releases_from
from sites.packages import Heads


@dataclass(frozen=True, slots=True)
class DatedStep:
    """A step on one night: at the end of `day` the night's rooms without names return."""

    night: date
    day: date
    step: ReleaseStep


def steps_of(terms: Mapping[str, Any], nights: Iterable[date]) -> tuple[DatedStep, ...]:
    """Every step of the frozen terms on every night that it comes before, in the order of their days."""
    steps = releases_from(terms)
    found = [DatedStep(night, _day(step, night), step) for night in nights for step in steps]
    return tuple(
        sorted((one for one in found if one.day < one.night), key=lambda one: (one.day, one.night))
    )


def _day(step: ReleaseStep, night: date) -> date:
    return date.fromisoformat(step.on) if step.on else night - timedelta(days=step.days)


def guaranteed(contracted: int, terms: Mapping[str, Any]) -> int:
    """Rooms of a type that no step takes: the guaranteed share, rounded up, and one at least of those contracted."""
    percent = int(terms.get("guaranteed_percent", 100))
    return max(-(-contracted * percent // 100), min(contracted, 1))


def rooms_left(
    step: ReleaseStep, terms: Mapping[str, Any], *, contracted: int, reserved: int, named: int
) -> int:
    """How many of the reserved rooms of a type stay: never fewer than are named, nor than are guaranteed."""
    kept = (
        named + (step.spare or 0) if step.percent is None else -(-contracted * step.percent // 100)
    )
    return min(reserved, max(kept, named, guaranteed(contracted, terms)))


def heads_left(reserved: Heads, named: Heads, places: int) -> Heads:
    """Who still finds a bed: whoever is named, then workers, family and crew, as far as there are places."""
    left, free = dict.fromkeys(WHO, 0), places
    for who, most in (
        *((who, getattr(named, who)) for who in WHO),
        *((who, places) for who in WHO),
    ):
        more = max(0, min(getattr(reserved, who), most) - left[who])
        left[who] += min(more, free)
        free -= min(more, free)
    return Heads(**left)
