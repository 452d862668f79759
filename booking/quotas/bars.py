"""Where a union's quotas say no, for a whole search at once: one read, however many bases there are.

Only the districts and bases that some quota names are looked at one by one; all others are alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from booking.quotas.applying import Applying, applying_of
from booking.quotas.candidates import buyer_of, forest_for
from booking.quotas.matching import Asked, Buyer, matches
from booking.quotas.nodes import Forest
from sites.listings.models import Site

ELSEWHERE = 0


@dataclass(frozen=True)
class Bars:
    """What keeps the trip out: at each base and district that a quota names, and everywhere else.

    None where nothing does. A base that is named goes by itself, then its district, then everywhere.
    """

    everywhere: Applying | None = None
    districts: Mapping[str, Applying | None] = field(default_factory=dict)
    sites: Mapping[int, Applying | None] = field(default_factory=dict)

    def at(self, site_id: int, district_code: str) -> Applying | None:
        """What bars this base, which costs two look-ups."""
        if site_id in self.sites:
            return self.sites[site_id]
        return self.districts.get(district_code, self.everywhere)

    @property
    def is_empty(self) -> bool:
        return not (self.everywhere or any(self.districts.values()) or any(self.sites.values()))


async def bars(
    union_id: int, *, check_in: date, nights: int, workers: int, programme: str = ""
) -> Bars:
    """Where this union could not hold for so many workers on these nights, and by which quota."""
    asked = Asked(union_id, ELSEWHERE, "", programme, check_in, nights, workers)
    buyer = await buyer_of(union_id)
    forest = await forest_for(asked, buyer)
    if not forest.nodes:
        return Bars()
    asks = [node.conditions for node in forest.nodes.values()]
    named = {site_id for one in asks for site_id in one.site_ids}
    where = (
        dict(await Site.filter(id__in=named).values_list("id", "district_code")) if named else {}
    )
    districts = {one.district_code for one in asks if one.district_code}
    look = _Look(forest, buyer, asked)
    return Bars(
        look.bar(ELSEWHERE, ""),
        {code: look.bar(ELSEWHERE, code) for code in sorted(districts)},
        {site_id: look.bar(site_id, code) for site_id, code in sorted(where.items())},
    )


@dataclass(frozen=True)
class _Look:
    forest: Forest
    buyer: Buyer
    asked: Asked

    def bar(self, site_id: int, district_code: str) -> Applying | None:
        """The first quota that says no to the trip at this place."""
        there = replace(self.asked, site_id=site_id, district_code=district_code)
        for one in matches(self.forest, there, self.buyer):
            found = applying_of(self.forest, self.forest.nodes[one.quota_id], one.amount)
            if found.why_not:
                return found
        return None
