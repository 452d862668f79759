"""What an operator offers instead of a yes: other dates, rooms, package or price for the same people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from booking.stays.legs import Leg
from booking.stays.models import Stay
from booking.stays.new_terms import Lodging, NewTerms
from booking.stays.night_plan import Plan, fullest
from booking.stays.offer_refusals import OfferUnchanged
from booking.stays.reckoning import Change, Present, present_of, reckon_terms
from booking.stays.refusals import CertificateNotValid, DateOver
from booking.stays.trip_stays import others_beside
from sites import calendar
from sites.certification import all_covered, records
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.listings.models import RoomType, Site
from sites.packages import Quote


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


async def reckon(stay: Stay, offer: CounterOffer) -> Change:
    """The people stay who they were, each night; nights that stay keep their frozen price, unless the offer
    names one.

    Refused: DateOver, CertificateNotValid, OfferUnchanged, NightsOutsideTrip, and what `reckon_terms` refuses.
    """
    site = await Site.get(id=stay.site_id)
    if clock.now() >= clock.at(offer.check_in, time(site.check_in_hour)):
        raise DateOver(day=offer.check_in, field="check_in")
    await others_beside(stay, Leg(offer.check_in, offer.check_out))
    present = await present_of(stay)
    terms = await _terms(stay, offer, present.plan)
    change = await reckon_terms(stay, terms, present, per_night=offer.per_night)
    await demand_certified(stay.site_id, calendar.nights_between(offer.check_in, offer.check_out))
    if is_unchanged(stay, change, present):
        raise OfferUnchanged
    return change


async def _terms(stay: Stay, offer: CounterOffer, now: Plan) -> NewTerms:
    codes = dict(await RoomType.filter(site_id=stay.site_id).values_list("id", "code"))
    usual = {codes[kind]: rooms for kind, rooms in fullest(now).items()}
    is_same = usual == {code: rooms for code, rooms in offer.rooms.items() if rooms}
    apart = {
        night: Lodging(
            one.heads, {codes[k]: n for k, n in one.rooms.items()} if is_same else offer.rooms
        )
        for night, one in now.items()
    }
    heads = Quote.from_facts(stay.quote).heads
    return NewTerms(
        offer.check_in, offer.nights, offer.package, heads, offer.rooms, apart=apart
    )  # fmt: skip


async def demand_certified(site_id: int, nights: list[date]) -> None:
    """Refused: CertificateNotValid with the first night that is not covered."""
    papers = (await records([site_id])).get(site_id, ())
    for night in nights:
        if not all_covered(papers, [night]):
            raise CertificateNotValid(night=night)


def is_unchanged(stay: Stay, change: Change, present: Present) -> bool:
    """Whether the stay would be exactly what it is."""
    same_price = (change.package.id, change.quote.as_facts()) == (stay.package_id, stay.quote)
    return same_price and (change.plan, change.reserves) == (present.plan, present.reserves)
