"""What the stays of one trip have in common: who may change them at a time, which of them stand, and from when to when."""

from tortoise.queryset import QuerySet

from booking.stays.legs import Leg, demand_one_trip
from booking.stays.models import Stay, Trip
from booking.stays.states import EFFECTS, State
from booking.stays.trip_refusals import LegsApart, LegsOverlap, NightsOutsideTrip
from sites.foundation.database import demand_transaction

TAKING = [state for state, effects in EFFECTS.items() if effects.takes_quota]


async def alone_with(trip_id: int) -> None:
    """Wait until nobody else changes this trip's stays. Whoever takes one away or adds one comes here
    before any row of a stay, so that of two the second sees what the first left standing.

    On SQLite there is one writer anyway.
    """
    demand_transaction()
    await Trip.filter(id=trip_id).select_for_update(no_key=True).first()


def of_standing(trip_id: int) -> QuerySet[Stay]:
    """The stays that take place or took place, in the order of their arrival."""
    taking = Stay.filter(trip_id=trip_id, state__in=TAKING, was_cancelled=False)
    return taking.order_by("check_in", "id")


async def standing(trip_id: int) -> list[Stay]:
    return await of_standing(trip_id)


async def held_of(trip_id: int) -> list[Stay]:
    """Those that are held, be their time over or not."""
    return await of_standing(trip_id).filter(state=State.HELD)


async def others_beside(stay: Stay, moved: Leg) -> list[Leg]:
    """The nights of the trip's other stays. Refused: NightsOutsideTrip where `moved` would not follow them."""
    others = [leg_of(one) for one in await standing(stay.trip_id) if one.id != stay.id]
    try:
        demand_one_trip([moved, *others] if others else [])
    except (LegsOverlap, LegsApart):  # the base is not told where the group is before or after
        raise NightsOutsideTrip(field="check_in") from None
    return others


async def follow_dates(trip_id: int) -> None:
    """Let the trip last from the first arrival to the last departure of what stands, once something does.

    Where nothing is left, it keeps the dates that it had.
    """
    demand_transaction()
    if legs := [leg_of(stay) for stay in await standing(trip_id)]:
        await write_dates(trip_id, legs[0].joined(legs))


async def write_dates(trip_id: int, whole: Leg) -> None:
    await Trip.filter(id=trip_id).update(starts_on=whole.check_in, ends_on=whole.check_out)


def leg_of(stay: Stay) -> Leg:
    return Leg(stay.check_in, stay.check_out)
