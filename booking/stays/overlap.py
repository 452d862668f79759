"""People whom one union named for two groups on the same nights: a warning, because one of them may be changed yet."""

from booking import rosters
from booking.stays.access import stay_of_union
from booking.stays.models import Party, Stay
from booking.stays.naming import NAMEABLE
from sites.foundation.actor import Actor


async def named_twice(public_id: str, *, by: Actor) -> dict[str, str]:
    """Traveller's public id -> reference of the other group of this union with a night in common.

    Other unions' lists are never looked at. Refused: StayUnknown.
    """
    stay = await stay_of_union(public_id, by=by)
    meanwhile = Stay.filter(
        union_id=stay.union_id,
        state__in=NAMEABLE,
        check_in__lt=stay.check_out,
        check_out__gt=stay.check_in,
    ).exclude(trip_id=stay.trip_id)
    references = dict(await meanwhile.values_list("trip_id", "reference"))
    if not references:
        return {}
    own = await Party.get(trip_id=stay.trip_id, organisation_id=stay.union_id)
    others = Party.filter(trip_id__in=[*references], organisation_id=stay.union_id)
    trips = dict(await others.values_list("id", "trip_id"))
    found = await rosters.also_on(own.id, trips)
    return {person: references[trips[min(parties)]] for person, parties in found.items()}
