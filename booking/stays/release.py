"""Rooms without names return in the steps that the contract froze: never below the guaranteed, and on record."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from booking.stays.access import stay_by_id
from booking.stays.amendments import open_amendment
from booking.stays.figures import WHO
from booking.stays.locking import locked
from booking.stays.models import Party, Stay, StayNight
from booking.stays.moves import record, touch
from booking.stays.night_plan import plan_of, rows_now, wanted_from
from booking.stays.nights import Bed, spread
from booking.stays.release_model import StayRelease
from booking.stays.release_rule import DatedStep, heads_left, rooms_left, steps_of
from booking.stays.states import State
from sites import calendar
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from sites.foundation.database import demand_transaction, transaction
from sites.packages import Heads

RELEASING = (State.CONFIRMED, State.IN_HOUSE)


@dataclass(frozen=True)
class Left:
    """What a step leaves of one room type on one night."""

    row: StayNight
    step: DatedStep
    before: int
    after: int


@transaction
async def release_unnamed(stay_id: int) -> int:
    """Let every step whose day is over give back what has no name: rooms and places return to the calendar,
    `reserved` falls, what is contracted stays. How many rooms and nights returned; run again, none do.

    While an amendment is open, everything waits for its end.
    """
    stay = await locked(await stay_by_id(stay_id))
    if State(stay.state) not in RELEASING or await open_amendment(stay.id):
        return 0
    await Party.filter(trip_id=stay.trip_id, organisation_id=stay.union_id).select_for_update(no_key=True).get()  # fmt: skip
    rows = await rows_now(stay.id)
    due = [one for one in await open_steps(stay, rows) if one.day < clock.today()]
    given = what_goes(stay, rows, due)
    await _put_on_record(stay, given)
    returned = sum(one.before - one.after for one in given)
    if returned:
        await _lower(rows, {one.row.date for one in given if one.before > one.after})
        plan = plan_of(rows, "reserved")
        await calendar.shrink(wanted_from(stay.site_id, plan), holder=stay.public_id)
    await set_next_release(stay)
    if returned:
        nights = len({one.row.date for one in given if one.before > one.after})
        await record(stay, act="released", by=SYSTEM, facts={"rooms": returned, "nights": nights})
    return returned


async def open_steps(stay: Stay, rows: Sequence[StayNight]) -> list[DatedStep]:
    """Steps of nights to come that are not on record, in their order."""
    nights = sorted({row.date for row in rows if row.date >= clock.today()})
    done = set(await StayRelease.filter(stay_id=stay.id).values_list("date", "step"))
    terms = (stay.frozen or {}).get("terms", {})
    return [one for one in steps_of(terms, nights) if (one.night, one.step.key) not in done]


async def set_next_release(stay: Stay) -> None:
    """Note the day of the next step on the stay, where the timetable finds it."""
    ahead = await open_steps(stay, await rows_now(stay.id))
    await touch(stay, next_release_on=min((one.day for one in ahead), default=None))


async def pass_over_steps(stay: Stay, nights: Iterable[date] | None = None) -> None:
    """Nights that are promised only now (None: all) keep their rooms through every step whose day is over: nobody
    could have entered names for them. In the caller's transaction, after the promise.
    """
    demand_transaction()
    if not (stay.frozen or {}).get("terms", {}).get("releases"):
        return
    rows = await rows_now(stay.id)
    meant = {row.date for row in rows} if nights is None else set(nights)
    over = [one for one in await open_steps(stay, rows) if one.day <= clock.today() and one.night in meant]  # fmt: skip
    kept = [
        Left(row, one, row.reserved_rooms, row.reserved_rooms)
        for one in over
        for row in rows
        if row.date == one.night
    ]
    await _put_on_record(stay, kept)
    await set_next_release(stay)


def what_goes(stay: Stay, rows: Sequence[StayNight], steps: Iterable[DatedStep]) -> list[Left]:
    """What these steps leave with the names as they are now: what an earlier one left is what a later one finds."""
    terms: dict[str, Any] = (stay.frozen or {}).get("terms", {})
    reserved = {row.id: row.reserved_rooms for row in rows}
    found: list[Left] = []
    for one in steps:
        for row in rows:
            if row.date == one.night:
                before = reserved[row.id]
                reserved[row.id] = rooms_left(
                    one.step, terms, contracted=row.contracted_rooms, reserved=before,
                    named=row.picked_up_rooms or 0,
                )  # fmt: skip
                found.append(Left(row, one, before, reserved[row.id]))
    return found


async def _put_on_record(stay: Stay, given: Iterable[Left]) -> None:
    rows = [
        StayRelease(
            stay_id=stay.id, room_type_id=one.row.room_type_id, date=one.row.date, step=one.step.step.key,
            before_rooms=one.before, after_rooms=one.after, released_at=clock.now(),
        )
        for one in given
    ]  # fmt: skip
    await StayRelease.bulk_create(rows)
    for one in given:
        one.row.reserved_rooms = one.after


async def _lower(rows: Sequence[StayNight], nights: Iterable[date]) -> None:
    """The heads of these nights are laid anew into the rooms that stay."""
    by_night: dict[date, list[StayNight]] = defaultdict(list)
    for row in rows:
        by_night[row.date].append(row)
    for night in nights:
        kept = by_night[night]
        beds = [Bed(row.room_type_id, row.reserved_rooms, row.room_type.beds) for row in kept]
        places = sum(bed.rooms * bed.beds for bed in beds)
        laid = spread(heads_left(_sum(kept, "reserved"), _sum(kept, "picked_up"), places), beds)
        for row in kept:
            for who in WHO:
                setattr(row, f"reserved_{who}", getattr(laid[row.room_type_id], who))
            await row.save(update_fields=["reserved_rooms", *(f"reserved_{who}" for who in WHO)])


def _sum(rows: Iterable[StayNight], number: str) -> Heads:
    known = [*rows]
    return Heads(*(sum(getattr(row, f"{number}_{who}") or 0 for row in known) for who in WHO))
