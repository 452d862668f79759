"""What new terms would make of a stay: its nights, its price to the fen, and what is claimed for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from booking.stays.figures import WHO
from booking.stays.models import Stay
from booking.stays.new_terms import Lodging, NewTerms
from booking.stays.night_plan import NightPlan, Plan, plan_of, rows_now, wanted_from
from booking.stays.nights import Bed
from booking.stays.offer_refusals import MoreThanTravel, NightWithoutPeople
from booking.stays.pool_places import group_of
from booking.stays.refusals import BedsTooFew, HeadsMissing, OfferUnknown, RoomsUnknown
from booking.stays.release_rule import heads_left
from booking.stays.states import State
from sites import calendar
from sites.foundation.amounts import Money
from sites.listings.models import RoomType
from sites.packages import Heads, Quote, QuoteNight, quote_for
from sites.packages.models import Package


@dataclass(frozen=True)
class Change:
    """The stay as it would be. `plan` is contracted, `reserves` is claimed for it, both night by night."""

    site_id: int
    package: Package
    quote: Quote
    plan: Plan
    reserves: Plan

    @property
    def heads(self) -> Heads:
        return self.quote.heads

    @property
    def check_in(self) -> date:
        return min(self.plan)

    @property
    def check_out(self) -> date:
        return max(self.plan) + timedelta(days=1)

    @property
    def wanted(self) -> calendar.Wanted:
        return wanted_from(self.site_id, self.reserves)


@dataclass(frozen=True)
class Present:
    """The stay as it stands: contracted, reserved and named, night by night."""

    plan: Plan
    reserves: Plan
    named: Mapping[date, Heads] = field(default_factory=dict)


async def present_of(stay: Stay) -> Present:
    """Of an inquiry nothing is reserved yet; it stands as it is contracted."""
    rows = await rows_now(stay.id)
    plan = plan_of(rows)
    takes = State(stay.state).effects.takes_nights
    named = {night: one.heads for night, one in plan_of(rows, "picked_up").items()}
    return Present(plan, plan_of(rows, "reserved") if takes else plan, named)


async def reckon_terms(
    stay: Stay, terms: NewTerms, present: Present, *, per_night: Money | None = None
) -> Change:
    """Nights that stay keep their frozen price, unless `per_night` names one for all.

    Refused: OfferUnknown, RoomsUnknown, HeadsMissing, MoreThanTravel, NightWithoutPeople, BedsTooFew, and what
    a quote is refused for.
    """
    package = await _package(stay, terms.package)
    kinds = await RoomType.filter(site_id=stay.site_id).order_by("position", "id")
    plan = {night: _night(terms.on(night), kinds) for night in terms.dates}
    demand_lodged_each_night(plan, terms.heads)
    quote = await _quote(stay, terms, package, plan, per_night)
    is_same = package.id == stay.package_id and quote.as_facts() == stay.quote
    return Change(stay.site_id, package, quote, plan, reserves_for(plan, present, is_same=is_same))


def reserves_for(asked: Plan, present: Present, *, is_same: bool) -> Plan:
    """What is claimed: where rooms were released, what is asked more adds to what is kept, and what is asked less
    takes away only where more was kept. Asking for exactly what is contracted asks back what was released. Pure.
    """
    if is_same and asked == present.plan:
        return asked
    return {night: _reserve(night, one, present) for night, one in asked.items()}


def _reserve(night: date, one: NightPlan, present: Present) -> NightPlan:
    was = present.plan.get(night)
    kept = present.reserves.get(night)
    if was is None or kept is None or was == kept:
        return one
    if was == one:
        return kept
    rooms = {
        kind: min(kept.rooms.get(kind, 0), asked)
        if asked <= was.rooms.get(kind, 0)
        else kept.rooms.get(kind, 0) + asked - was.rooms.get(kind, 0)
        for kind, asked in one.rooms.items()
    }
    beds = tuple(replace(bed, rooms=rooms[bed.room_type_id]) for bed in one.beds if rooms[bed.room_type_id])  # fmt: skip
    places = sum(bed.rooms * bed.beds for bed in beds)
    return NightPlan(heads_left(one.heads, present.named.get(night, Heads(0)), places), beds)


def demand_lodged_each_night(plan: Plan, travelling: Heads) -> None:
    """Refused: HeadsMissing, NightWithoutPeople, MoreThanTravel, BedsTooFew."""
    if travelling.workers < 1:
        raise HeadsMissing(field="workers")
    for night, one in plan.items():
        if one.heads.total < 1:
            raise NightWithoutPeople(night=night)
        if any(getattr(one.heads, who) > getattr(travelling, who) for who in WHO):
            raise MoreThanTravel(night=night)
        if one.places < one.heads.total:
            raise BedsTooFew(beds=one.places, heads=one.heads.total, field="rooms")


async def _package(stay: Stay, code: str) -> Package:
    found = await Package.get_or_none(site_id=stay.site_id, code=code)
    if found is None or not (found.is_offered or found.id == stay.package_id):
        raise OfferUnknown
    return found


def _night(lodging: Lodging, kinds: Iterable[RoomType]) -> NightPlan:
    known = [*kinds]
    beds = [Bed(kind.id, rooms, kind.beds) for kind in known if (rooms := lodging.rooms.get(kind.code, 0)) > 0]  # fmt: skip
    if not beds or set(lodging.rooms) - {kind.code for kind in known}:
        raise RoomsUnknown(field="rooms")
    return NightPlan(lodging.heads, tuple(beds))


async def _quote(
    stay: Stay, terms: NewTerms, package: Package, plan: Plan, per_night: Money | None
) -> Quote:
    fresh = await quote_for(
        package.id, check_in=terms.check_in, nights=terms.nights, heads=terms.heads, rooms=(),
        group=await group_of(stay.id),
    )  # fmt: skip
    frozen = Quote.from_facts(stay.quote)
    fresh = replace(fresh, allowance=frozen.allowance)
    is_same = package.id == stay.package_id
    if is_same:
        kept = ("single_supplement", "spares_odd", "extras")
        fresh = replace(fresh, **{name: getattr(frozen, name) for name in kept})
    laid = fresh.with_nights({night: one.priced for night, one in plan.items()})
    if is_same:
        laid = replace(laid, nights=_frozen(laid, {n.date: n for n in frozen.nights}))
    if per_night is not None:
        laid = replace(laid, nights=tuple(replace(n, per_person=per_night) for n in laid.nights))
    return laid


def _frozen(quote: Quote, kept: Mapping[date, QuoteNight]) -> tuple[QuoteNight, ...]:
    return tuple(
        replace(night, per_person=kept[night.date].per_person, season=kept[night.date].season)
        if night.date in kept
        else night
        for night in quote.nights
    )
