"""A stay as it stands, in the words in which its union asks for a change: where every form of one begins."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from booking.stays.access import stay_of_union
from booking.stays.models import Stay
from booking.stays.new_terms import Lodging, NewTerms
from booking.stays.night_plan import Plan, fullest, plan_of, rows_now
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.listings.models import RoomType
from sites.packages import Quote
from sites.packages.models import Package


@dataclass(frozen=True)
class TermsNow:
    """`over` are nights that can no longer change: slept, or counted."""

    terms: NewTerms
    over: frozenset[date]

    def fewer(self, workers: int = 1) -> NewTerms:
        """The same for so many workers less on every night that can still change, in the same rooms. Whoever has
        slept there travelled, so they stay in the number of all.
        """
        terms = self.terms
        most = max(terms.heads.workers - workers, 1)
        nights = terms.dates if self.over else terms.apart
        travelling = terms.heads if self.over else replace(terms.heads, workers=most)
        return replace(terms, heads=travelling, apart={n: self._less(n, most) for n in nights})

    def _less(self, night: date, most: int) -> Lodging:
        lodging = self.terms.on(night)
        if night in self.over:
            return lodging
        heads = replace(lodging.heads, workers=min(lodging.heads.workers, most))
        return replace(lodging, heads=heads)


async def terms_now(public_id: str, *, by: Actor) -> TermsNow:
    """Refused: StayUnknown."""
    stay = await stay_of_union(public_id, by=by)
    rows = await rows_now(stay.id)
    counted = {row.date for row in rows if row.arrived_rooms is not None}
    plan = plan_of(rows)
    over = frozenset(night for night in plan if night < clock.today() or night in counted)
    return TermsNow(await _terms(stay, plan), over)


async def _terms(stay: Stay, plan: Plan) -> NewTerms:
    codes = dict(await RoomType.filter(site_id=stay.site_id).values_list("id", "code"))
    usual = _coded(fullest(plan), codes)
    heads = Quote.from_facts(stay.quote).heads
    package = await Package.get(id=stay.package_id)
    terms = NewTerms(stay.check_in, len(plan), package.code, heads, usual)
    return replace(terms, apart=_apart(terms, plan, codes))


def _apart(terms: NewTerms, plan: Plan, codes: Mapping[int, str]) -> dict[date, Lodging]:
    nights = {night: Lodging(one.heads, _coded(one.rooms, codes)) for night, one in plan.items()}
    usual = Lodging(terms.heads, terms.rooms)
    return {night: one for night, one in nights.items() if one != usual}


def _coded(rooms: Mapping[int, int], codes: Mapping[int, str]) -> dict[str, int]:
    return {codes[kind]: count for kind, count in rooms.items()}
