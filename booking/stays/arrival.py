"""Counting who came, night by night. The first count opens the house for the group."""

from collections.abc import Mapping
from datetime import date

from booking.stays.access import stay_of_operator
from booking.stays.counting import night_count
from booking.stays.models import Stay, StayEvent, StayNight
from booking.stays.moves import move, record, touch
from booking.stays.nights import Bed, spread
from booking.stays.refusals import (
    AlreadyMoved,
    BedsTooFew,
    CountedMeanwhile,
    MoreThanBooked,
    NightNotInStay,
    TooEarly,
)
from booking.stays.states import State
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.language import _
from sites.packages import Heads

RECEIVING = (State.CONFIRMED, State.IN_HOUSE, State.DEPARTED)


@transaction
async def record_arrivals(
    public_id: str, *, night: date, heads: Heads, rooms: Mapping[int, int], by: Actor,
    seen: str | None = None,
) -> None:  # fmt: skip
    """Write how many of whom slept here that night, in which rooms; counting again replaces the count.
    A night on which nobody came is counted, but it is no arrival.

    `seen` is the mark of the count that the caller had before its eyes; None compares nothing.
    Refused: TooEarly before the day, NightNotInStay, MoreThanBooked, BedsTooFew, AlreadyMoved once an
    account was presented or the stay is over, CountedMeanwhile where another count stands than the seen one.
    """
    stay = await _locked(await stay_of_operator(public_id, by=by))
    if State(stay.state) not in RECEIVING or stay.account_presented_at:
        raise AlreadyMoved(state=_(State(stay.state).words))
    if night > clock.today():
        raise TooEarly(day=night)
    await write_count(stay, night, heads, rooms, by=by, seen=seen)


async def write_count(
    stay: Stay, night: date, heads: Heads, rooms: Mapping[int, int], *, by: Actor, seen: str | None = None,
    source: str = "",
) -> None:  # fmt: skip
    """The same for whoever holds the stay's row and knows that it may be counted; `source` says what counted.

    Refused: NightNotInStay, MoreThanBooked, BedsTooFew, CountedMeanwhile.
    """
    rows = await _rows_of(stay, night)
    _demand_booked(rows, heads, rooms)
    await _arrive(stay, came=heads.total > 0, by=by)
    if seen is not None:
        await _demand_seen(stay, night, rows, seen)
    await _write(rows, heads, rooms)
    facts = {
        "night": night.isoformat(),
        "heads": heads.total,
        **({"source": source} if source else {}),
    }
    await record(stay, act="counted", by=by, facts=facts)


async def _locked(stay: Stay) -> Stay:
    """Two who count at once go one after the other, and the second reads what the first wrote."""
    return await Stay.filter(id=stay.id).select_for_update(no_key=True).get()


async def _arrive(stay: Stay, *, came: bool, by: Actor) -> None:
    if came and State(stay.state) is State.CONFIRMED:
        await move(stay, State.IN_HOUSE, by=by, act="arrived", arrivals_known=True)
    else:
        known = stay.arrivals_known or came
        await touch(stay, only_if={"account_presented_at": None}, arrivals_known=known)


async def _rows_of(stay: Stay, night: date) -> list[StayNight]:
    rows = (
        await StayNight.filter(stay_id=stay.id, date=night)
        .order_by("-version", "id")
        .prefetch_related("room_type")
    )
    latest = [row for row in rows if row.version == rows[0].version]
    if not latest:
        raise NightNotInStay(night=night)
    return latest


def _demand_booked(rows: list[StayNight], heads: Heads, rooms: Mapping[int, int]) -> None:
    booked = sum(r.reserved_workers + r.reserved_family + r.reserved_crew for r in rows)
    if heads.total > booked:
        raise MoreThanBooked(given=heads.total, most=booked)
    for row in rows:
        if rooms.get(row.room_type_id, 0) > row.reserved_rooms:
            raise MoreThanBooked(given=rooms[row.room_type_id], most=row.reserved_rooms)
    beds = sum(rooms.get(row.room_type_id, 0) * row.room_type.beds for row in rows)
    if heads.total > beds:
        raise BedsTooFew(beds=beds, heads=heads.total)


async def _demand_seen(stay: Stay, night: date, rows: list[StayNight], seen: str) -> None:
    count = night_count(night, rows)
    if count.arrived is None or count.mark == seen:
        return
    events = await StayEvent.filter(stay_id=stay.id, act="counted").order_by("-id")
    last = next(event for event in events if event.facts["night"] == night.isoformat())
    raise CountedMeanwhile(who=last.by_name, heads=count.arrived.total, at=last.at)


async def _write(rows: list[StayNight], heads: Heads, rooms: Mapping[int, int]) -> None:
    beds = [
        Bed(row.room_type_id, rooms.get(row.room_type_id, 0), row.room_type.beds) for row in rows
    ]
    laid = spread(heads, beds)
    for row in rows:
        here = laid[row.room_type_id]
        row.arrived_rooms = rooms.get(row.room_type_id, 0)
        row.arrived_workers, row.arrived_family, row.arrived_crew = (
            here.workers,
            here.family,
            here.crew,
        )
        await row.save(
            update_fields=["arrived_rooms", "arrived_workers", "arrived_family", "arrived_crew"]
        )
