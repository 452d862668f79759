"""The nights' counts follow the ticks, until somebody counts by hand or the account is presented."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from booking.rosters import Person
from booking.rosters.attendance import NOTHING, Attendance
from booking.stays.arrival import RECEIVING, write_count
from booking.stays.figures import latest
from booking.stays.models import Stay, StayEvent, StayNight
from booking.stays.states import State
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.packages import Heads

BY_TICKS = "ticks"


async def follow(
    stay: Stay, people: Sequence[Person], attended: Mapping[str, Attendance], *, by: Actor
) -> None:
    """Works in the caller's transaction, which holds the stay's row. What came too late for the account stays beside it."""
    if State(stay.state) not in RECEIVING or stay.account_presented_at:
        return
    if await _is_counted_by_hand(stay):
        return
    rows = latest(await StayNight.filter(stay_id=stay.id).prefetch_related("room_type"))
    for night in sorted({row.date for row in rows}):
        here = [row for row in rows if row.date == night]
        heads = heads_on(night, people, attended)
        if night <= clock.today() and _changes(here, heads):
            rooms = rooms_for(heads, here)
            await write_count(stay, night, heads, rooms, by=by, source=BY_TICKS)


def heads_on(night: date, people: Iterable[Person], attended: Mapping[str, Attendance]) -> Heads:
    """Who slept there that night by the ticks."""
    kinds = Counter(
        person.kind for person in people if attended.get(person.public_id, NOTHING).slept(night)
    )
    return Heads(kinds["worker"], kinds["family"], kinds["crew"])


def rooms_for(heads: Heads, rows: Sequence[StayNight]) -> dict[int, int]:
    """As few rooms as hold them, of the named ones first as far as there are any."""
    left, taken = heads.total, {}
    for row in sorted(rows, key=lambda row: (row.room_type.position, row.room_type_id)):
        most = row.reserved_rooms
        named = min(most, row.picked_up_rooms or 0)
        needed = min(most, -(-left // row.room_type.beds)) if left > 0 else 0
        taken[row.room_type_id] = max(needed, named if left > 0 and _all_here(heads, rows) else 0)
        left -= taken[row.room_type_id] * row.room_type.beds
    return taken


def _all_here(heads: Heads, rows: Sequence[StayNight]) -> bool:
    named = sum(
        (r.picked_up_workers or 0) + (r.picked_up_family or 0) + (r.picked_up_crew or 0)
        for r in rows
    )
    return heads.total >= named


def _changes(rows: Sequence[StayNight], heads: Heads) -> bool:
    booked = sum(r.reserved_workers + r.reserved_family + r.reserved_crew for r in rows)
    beds = sum(row.reserved_rooms * row.room_type.beds for row in rows)
    counted = any(row.arrived_rooms is not None for row in rows)
    now = Heads(
        *(
            sum(getattr(r, f"arrived_{who}") or 0 for r in rows)
            for who in ("workers", "family", "crew")
        )
    )
    fits = heads.total <= min(booked, beds)
    return fits and (heads != now if counted else heads.total > 0)


async def _is_counted_by_hand(stay: Stay) -> bool:
    """Whoever counts one night by hand keeps no full tick list: the others would be counted too low."""
    events = await StayEvent.filter(stay_id=stay.id, act="counted")
    return any(event.facts.get("source") != BY_TICKS for event in events)
