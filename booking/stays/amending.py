"""Writing a changed stay: a new contracted version of its nights beside the old one, never over it."""

from collections.abc import Iterable
from typing import Any

from booking import rosters
from booking.stays.figures import WHAT, WHO
from booking.stays.legs import Leg
from booking.stays.models import Party, Stay, StayNight
from booking.stays.night_plan import NightPlan, rows_now
from booking.stays.nights import Bed, spread
from booking.stays.picked_up import write_picked_up
from booking.stays.reckoning import Change
from booking.stays.trip_stays import alone_with, others_beside, standing, write_dates
from sites.foundation.database import demand_transaction
from sites.packages import Heads, Quote

ARRIVED = [f"arrived_{what}" for what in WHAT]


async def move_trip(stay: Stay, change: Change) -> None:
    """The trip's dates follow its stay's. The trip's row is locked before the stay's, by everybody.

    Refused: NightsOutsideTrip where the trip has other stays and this one would not follow them.
    """
    demand_transaction()
    await alone_with(stay.trip_id)
    moved = Leg(change.check_in, change.check_out)
    await write_dates(stay.trip_id, moved.joined(await others_beside(stay, moved)))


def columns_of(change: Change) -> dict[str, Any]:
    """What the stay's row says after the change."""
    return {
        "check_in": change.check_in,
        "check_out": change.check_out,
        "package_id": change.package.id,
        "price_minor": change.quote.total.minor,
        "currency": change.quote.currency,
        "quote": change.quote.as_facts(),
    }


async def write_version(stay: Stay, change: Change, *, reserves: bool = True) -> None:
    """The next version of the stay's nights; whoever has a name already is counted into it, and who came that
    night stays counted. The party becomes as many as travel on any of its stays. After the stay's row.
    """
    demand_transaction()
    party = await Party.filter(trip_id=stay.trip_id, organisation_id=stay.union_id).select_for_update(no_key=True).get()  # fmt: skip
    await _count_party(party, stay, change)
    old = await rows_now(stay.id)
    await StayNight.bulk_create(_rows(stay, party.id, change, old, reserves=reserves))
    named = (await rosters.roster_of(party.public_id)).named
    if named.total:
        await write_picked_up(stay, party.id)


async def _count_party(party: Party, stay: Stay, change: Change) -> None:
    theirs = [
        Quote.from_facts(one.quote).heads
        for one in await standing(stay.trip_id)
        if one.id != stay.id
    ]
    most = {who: max(getattr(heads, who) for heads in (change.heads, *theirs)) for who in WHO}
    await Party.filter(id=party.id).update(**most)


def _rows(
    stay: Stay, party_id: int, change: Change, old: list[StayNight], *, reserves: bool
) -> Iterable[StayNight]:
    version = max((row.version for row in old), default=0) + 1
    came = {(row.date, row.room_type_id): row for row in old if row.arrived_rooms is not None}
    for night, plan in change.plan.items():
        contracted = _laid(plan)
        reserved = _laid(change.reserves[night]) if reserves else {}
        for bed in plan.beds:
            counted = came.get((night, bed.room_type_id))
            yield StayNight(
                stay_id=stay.id, party_id=party_id, room_type_id=bed.room_type_id, date=night, version=version,
                **_numbers("contracted", contracted.get(bed.room_type_id)),
                **_numbers("reserved", reserved.get(bed.room_type_id)),
                **({name: getattr(counted, name) for name in ARRIVED} if counted else {}),
            )  # fmt: skip


def _laid(plan: NightPlan) -> dict[int, tuple[Bed, Heads]]:
    laid = spread(plan.heads, [*plan.beds])
    return {bed.room_type_id: (bed, laid[bed.room_type_id]) for bed in plan.beds}


def _numbers(number: str, laid: tuple[Bed, Heads] | None) -> dict[str, int]:
    bed, heads = laid or (Bed(0, 0, 0), Heads(0))
    counts = {"rooms": bed.rooms, **{who: getattr(heads, who) for who in WHO}}
    return {f"{number}_{what}": count for what, count in counts.items()}
