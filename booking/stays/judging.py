"""A trip is judged once, as a whole: all its days, all its bases, and what they cost together."""

from collections.abc import Sequence

from booking.people.models import Organisation
from booking.rules import Judgement, TripFacts, judge_trip, statement_of
from booking.stays.models import Party, Stay, Trip
from booking.stays.trip_stays import leg_of, standing
from sites import calendar
from sites.certification import is_valid
from sites.foundation.amounts import total
from sites.listings.models import Site
from sites.packages import Quote


async def judge_trip_of(stay: Stay) -> Judgement:
    """What the sending region's documents say of the stay together with the others that stand in its trip."""
    return await judge_trip(await facts_of(stay), union_id=stay.union_id)


async def facts_of(stay: Stay) -> TripFacts:
    """What is on record of the trip, and what the union stated of it. An organiser books for the union."""
    trip = await Trip.get(id=stay.trip_id)
    union = await Organisation.get(id=stay.union_id)
    party = await Party.get(trip_id=trip.id, organisation_id=union.id)
    stays = [*(one for one in await standing(trip.id) if one.id != stay.id), stay]
    sites = await Site.filter(id__in=[one.site_id for one in stays])
    whole = leg_of(stay).joined(map(leg_of, stays))
    known = TripFacts(
        origin=origin_of(union, trip.origin_code),
        destinations=tuple(dict.fromkeys(site.district_code for site in sites)),
        listed=await _all_listed(stays), unit_kind=union.unit_kind or None, sector=union.sector or None,
        check_in=whole.check_in, nights=(whole.check_out - whole.check_in).days,
        price_per_person=total(
            (Quote.from_facts(one.quote).per_person for one in stays), currency=stay.currency
        ),
        family=party.family, single_lodging=len({one.site_id for one in stays}) == 1, organised_by="union",
    )  # fmt: skip
    return (await statement_of(trip.id)).beside(known)


def origin_of(union: Organisation, region_code: str) -> str:
    """The union's district where it is known and lies in the trip's region: its documents apply too."""
    district = union.district_code
    return district if district and district[:4] == region_code[:4] else region_code


async def _all_listed(stays: Sequence[Stay]) -> bool:
    for one in stays:
        if not await is_valid(one.site_id, calendar.nights_between(one.check_in, one.check_out)):
            return False
    return True
