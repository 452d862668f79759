"""Bases to which a trip could go on: free for the same people from the day on which its last stay ends, the nearest first."""

from dataclasses import dataclass
from datetime import date

from booking import stays
from sites import regions, search
from sites.foundation.amounts import Money
from sites.foundation.language import locale
from sites.listings import SiteCard
from sites.regions.distance import kilometres
from sites.search import MAX_HEADS, MAX_NIGHTS, Question

MOST = 12


@dataclass(frozen=True, slots=True)
class NextBase:
    """`per_day` is for one person; `km` in a straight line from the base before."""

    code: str
    name: str
    district: str
    km: int
    places: int
    per_day: Money


async def next_bases(
    after: SiteCard, *, check_in: date, nights: int, heads: int, named: str = ""
) -> list[NextBase]:
    """At most twelve that hold rooms at once and have `named` in name, code or district."""
    if nights > MAX_NIGHTS or heads > MAX_HEADS:
        return []
    found = await search.find(Question(starts=(check_in,), nights=nights, heads=heads))
    fitting = [
        _next(one, after)
        for one in found.fits
        if one.site.has_operator
        and one.site.booking_mode != "ask"
        and one.site.code != after.code
        and one.price is not None
    ]
    wanted = named.strip().casefold()
    shown = [one for one in fitting if wanted in f"{one.name} {one.code} {one.district}".casefold()]
    return sorted(shown, key=lambda one: (one.km, one.code))[:MOST]


def _next(found: search.Answer, after: SiteCard) -> NextBase:
    site = found.site
    return NextBase(
        site.code, site.name, regions.district(site.district_code).name_in(locale()),
        kilometres((after.latitude, after.longitude), (site.latitude, site.longitude)),
        found.places, stays.day_price(Money(found.price or 0), nights=found.nights),
    )  # fmt: skip
