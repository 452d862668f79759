"""What a group could have instead: other dates at the same base, and other bases on the same dates."""

from dataclasses import dataclass
from datetime import date, timedelta

from booking.stays.waiting.fairness import Stretch
from booking.stays.waiting.look import base_of
from booking.stays.waiting.possible import Need, possible
from sites import calendar, search
from sites.calendar import Wanted
from sites.foundation import clock

AROUND = timedelta(days=21)
MOST = 3


@dataclass(frozen=True)
class Alternatives:
    """Arrivals at the same base, the nearest first; codes of other bases as the search sorts them."""

    dates: tuple[date, ...]
    sites: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.dates or self.sites)


async def alternatives_to(wanted: Wanted) -> Alternatives:
    """Of what is free for everybody now; a hint, the claim decides."""
    return Alternatives(await _other_dates(wanted), await _other_sites(wanted))


async def _other_dates(wanted: Wanted) -> tuple[date, ...]:
    first = max(clock.today() + timedelta(days=1), wanted.check_in - AROUND)
    until = wanted.check_out + AROUND
    base = await base_of(wanted.site_id, first=first, until=until)
    window = await calendar.read_window(first, (until - first).days + 1, site_ids=[wanted.site_id])
    need = Need(
        Stretch(first, until),
        len(wanted.nights),
        wanted.people,
        dict(wanted.rooms),
        any_rooms=False,
    )
    days = [one.stay.first for one in possible(need, base, window, today=clock.today())]
    return tuple(sorted(days, key=lambda day: (abs(day - wanted.check_in), day))[:MOST])


async def _other_sites(wanted: Wanted) -> tuple[str, ...]:
    nights = len(wanted.nights)
    if nights > search.MAX_NIGHTS or wanted.people > search.MAX_HEADS:
        return ()
    asked = search.Question(starts=(wanted.check_in,), nights=nights, heads=wanted.people)
    found = (await search.find(asked)).fits
    return tuple([one.site.code for one in found if one.site.id != wanted.site_id][:MOST])
