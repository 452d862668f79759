"""What a counter-offer would make of a stay: dates, rooms, package and price, reckoned and compared."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from booking.stays.figures import latest
from booking.stays.legs import Leg
from booking.stays.models import Party, Stay, StayNight
from booking.stays.nights import Bed
from booking.stays.offer_refusals import OfferUnchanged
from booking.stays.order import HoldOrder
from booking.stays.placing import Place, beds_of, demand_lodged, wanted_of
from booking.stays.refusals import OfferUnknown
from booking.stays.trip_stays import others_beside
from sites import calendar
from sites.foundation.amounts import Money
from sites.listings.models import Site
from sites.packages import Heads, Quote, QuoteNight, Rooms, quote_for
from sites.packages.models import Package


@dataclass(frozen=True)
class CounterOffer:
    """What an operator offers instead. `rooms` by room type code; `per_night` for each head, None: as on file.

    `until` is when it lapses; at a site that is asked first the hold has a time of its own.
    """

    check_in: date
    nights: int
    rooms: Mapping[str, int]
    package: str
    per_night: Money | None = None
    until: datetime | None = None
    note: str = ""

    @property
    def check_out(self) -> date:
        return self.check_in + timedelta(days=self.nights)


@dataclass(frozen=True)
class Change:
    """The stay as it would be. The people stay who they were."""

    package: Package
    beds: list[Bed]
    heads: Heads
    quote: Quote
    wanted: calendar.Wanted

    @property
    def check_in(self) -> date:
        return self.wanted.check_in

    @property
    def check_out(self) -> date:
        return self.wanted.check_out


async def reckon(stay: Stay, offer: CounterOffer) -> Change:
    """Nights that stay keep their frozen price, unless the offer names one.

    Refused: OfferUnknown, RoomsUnknown, DateOver, BedsTooFew, CertificateNotValid, OfferUnchanged,
    NightsOutsideTrip, and what a quote is refused for.
    """
    site = await Site.get(id=stay.site_id)
    package = await _package(stay, offer)
    party = await Party.get(trip_id=stay.trip_id, organisation_id=stay.union_id)
    heads = Heads(party.workers, party.family, party.crew)
    order = HoldOrder(site.code, package.code, offer.check_in, offer.nights, offer.rooms, heads)
    place = Place(site, package, await beds_of(site.id, offer.rooms))
    await demand_lodged(order, place)
    await others_beside(stay, Leg(order.check_in, order.check_out))
    fresh = await quote_for(
        package.id, check_in=offer.check_in, nights=offer.nights, heads=heads,
        rooms=[Rooms(bed.rooms, bed.beds) for bed in place.beds],
    )  # fmt: skip
    quote = _priced(fresh, stay, offer.per_night, is_same=package.id == stay.package_id)
    change = Change(package, place.beds, heads, quote, wanted_of(order, place))
    await _demand_different(stay, change)
    return change


async def _package(stay: Stay, offer: CounterOffer) -> Package:
    found = await Package.get_or_none(site_id=stay.site_id, code=offer.package)
    if found is None or not (found.is_offered or found.id == stay.package_id):
        raise OfferUnknown
    return found


def _priced(fresh: Quote, stay: Stay, per_night: Money | None, *, is_same: bool) -> Quote:
    frozen = Quote.from_facts(stay.quote)
    kept = {night.date: night for night in frozen.nights} if is_same else {}
    nights = tuple(_night(kept.get(night.date, night), per_night) for night in fresh.nights)
    supplement = frozen.single_supplement if is_same else fresh.single_supplement
    return replace(fresh, nights=nights, single_supplement=supplement)


def _night(night: QuoteNight, per_night: Money | None) -> QuoteNight:
    return night if per_night is None else replace(night, per_person=per_night)


async def _demand_different(stay: Stay, change: Change) -> None:
    same_terms = (change.check_in, change.check_out, change.package.id, change.quote.as_facts()) == (
        stay.check_in, stay.check_out, stay.package_id, stay.quote,
    )  # fmt: skip
    if same_terms and await rooms_now(stay) == dict(change.wanted.rooms):
        raise OfferUnchanged


async def rooms_now(stay: Stay) -> dict[int, int]:
    """The stay's rooms of each type, as last contracted for its first night."""
    rows = latest(await StayNight.filter(stay_id=stay.id))
    first = [row for row in rows if row.date == rows[0].date]
    return {row.room_type_id: row.contracted_rooms for row in first if row.contracted_rooms}
