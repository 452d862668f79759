"""Whose stay it is: each side finds its own, everybody else finds nothing."""

from booking.stays.models import Stay, Trip
from booking.stays.refusals import StayUnknown
from booking.stays.trip_refusals import TripUnknown
from sites.foundation.actor import Actor
from sites.foundation.identifiers import is_public_id


async def stay_of_union(public_id: str, *, by: Actor) -> Stay:
    return await _found(public_id, union_id=by.organisation_id)


async def stay_of_operator(public_id: str, *, by: Actor) -> Stay:
    return await _found(public_id, operator_id=by.organisation_id)


async def stay_of_side(public_id: str, *, by: Actor) -> Stay:
    """The union's or the operator's own; the program itself finds every stay."""
    if by.is_system:
        return await _found(public_id)
    if by.kind == "operator":
        return await stay_of_operator(public_id, by=by)
    return await stay_of_union(public_id, by=by)


async def trip_of_union(public_id: str, *, by: Actor) -> Trip:
    """Refused: TripUnknown for everybody but the union's own people."""
    own = Trip.filter(public_id=public_id, organisation_id=by.organisation_id)
    trip = await own.first() if is_public_id(public_id) else None
    if trip is None:
        raise TripUnknown
    return trip


async def inner_id(public_id: str, *, by: Actor) -> int:
    """The id by which jobs and other rooms know the stay. Refused: StayUnknown for anybody but its sides."""
    return (await stay_of_side(public_id, by=by)).id


async def stay_by_id(stay_id: int) -> Stay:
    """For jobs, which carry ids."""
    stay = await Stay.get_or_none(id=stay_id)
    if stay is None:
        raise StayUnknown
    return stay


async def _found(public_id: str, **side: int) -> Stay:
    stay = None
    if is_public_id(public_id):
        stay = await Stay.filter(public_id=public_id, **side).first()
    if stay is None:
        raise StayUnknown
    return stay
