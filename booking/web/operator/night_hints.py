"""What the operator should know about its coming nights: rows that are over, and where people run out before beds."""

from dataclasses import dataclass
from datetime import date, timedelta

from sites import calendar
from sites.foundation import clock
from sites.foundation.language import _
from sites.listings import SiteProfile

DAYS, MOST = 35, 6


@dataclass(frozen=True, slots=True)
class Hint:
    """`is_urgent`: more is booked than there is; somebody has to find a way for these groups."""

    day: date
    words: str
    is_urgent: bool


async def hints(site: SiteProfile) -> tuple[Hint, ...]:
    """The work list of nights that are over, whole; then the nearest nights with another limit."""
    over = [_over(site, night) for night in await calendar.over_booked([site.id])]
    first = clock.today()
    nights = await calendar.grid(site.id, first=first, until=first + timedelta(days=DAYS))
    return (*over, *_limits(site, nights)[:MOST])


def _over(site: SiteProfile, night: calendar.OverNight) -> Hint:
    if not night.room_type_id:
        words = _(
            "%(over)s people more are booked than the base may receive. Talk to the unions, or to the federation.",
            over=night.over,
        )  # fmt: skip
        return Hint(night.date, words, is_urgent=True)
    name = next((kind.name for kind in site.room_types if kind.id == night.room_type_id), "")
    words = _(
        "%(rooms)s: %(over)s rooms more are booked than are left. Offer another room type, or talk to the unions.",
        rooms=name, over=night.over,
    )  # fmt: skip
    return Hint(night.date, words, is_urgent=True)


def _limits(site: SiteProfile, nights: calendar.Grid) -> list[Hint]:
    found = []
    for day, row in sorted(nights.receptions.items()):
        beds = sum(
            kind.beds * night.left
            for kind in site.room_types
            if (night := nights.nights.get((kind.id, day))) and not night.is_closed
        )
        if row.left < beds and row.held + row.sold:
            words = _(
                "The limit of people comes first: %(beds)s beds are free, %(people)s more people may come.",
                beds=beds, people=row.left,
            )  # fmt: skip
            found.append(Hint(day, words, is_urgent=False))
    return found
