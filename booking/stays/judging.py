"""A trip is judged once, as a whole: all its days, all its bases, and what they cost together."""

from collections.abc import Iterable

from booking.people.models import Organisation
from booking.rules import Judgement, TripFacts, judge
from booking.stays.models import Party, Stay, Trip
from booking.stays.trip_stays import leg_of, standing
from sites.foundation.amounts import total
from sites.listings.models import Site
from sites.packages import Quote
from sites.regions import city_of


async def judge_trip_of(stay: Stay) -> Judgement:
    """What the sending region's documents say of the stay together with the others that stand in its trip."""
    return judge(await _facts(stay))


async def _facts(stay: Stay) -> TripFacts:
    trip = await Trip.get(id=stay.trip_id)
    union = await Organisation.get(id=stay.union_id)
    party = await Party.get(trip_id=trip.id, organisation_id=union.id)
    stays = [*(one for one in await standing(trip.id) if one.id != stay.id), stay]
    sites = await Site.filter(id__in=[one.site_id for one in stays])
    whole = leg_of(stay).joined(map(leg_of, stays))
    return TripFacts(
        origin=trip.origin_code,
        destination=shared_region(site.district_code for site in sites),
        unit_kind=union.unit_kind,
        check_in=whole.check_in,
        nights=(whole.check_out - whole.check_in).days,
        price_per_person=total(
            (Quote.from_facts(one.quote).per_person for one in stays), currency=stay.currency
        ),
        family=party.family,
    )


def shared_region(districts: Iterable[str]) -> str:
    """The district of all, else the city of all; empty where they lie in several cities. Pure."""
    for codes in (places := {*districts}), {city_of(code) for code in places}:
        if len(codes) == 1:
            return codes.pop()
    return ""
