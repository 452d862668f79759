"""Taking nights and places: exactly as many as there are, whoever asks at once.

Every claim is one guarded UPDATE that counts only if it fits, and a row that remembers how much was
taken. Reception rows go first, in order of date, then nights in order of site, room type and date:
one order for everybody, so nobody waits in a circle.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sites.calendar.claim_rows import PLACES, ROOMS, STAGE, write_claims
from sites.calendar.nights import nights_between
from sites.calendar.refusals import (
    ClosedThatNight,
    KeptForWaiting,
    NightsNotOpened,
    NightsTaken,
    ReceptionFull,
)
from sites.foundation import clock
from sites.foundation.database import demand_transaction, fetch, is_sqlite


@dataclass(frozen=True)
class Wanted:
    """Rooms by room type id and heads, for each night from `check_in` until before `check_out`."""

    site_id: int
    check_in: date
    check_out: date
    rooms: Mapping[int, int]
    people: int


async def claim(wanted: Wanted, *, holder: str, is_sold: bool = False) -> None:
    """Take all of it, or raise and take nothing (the caller's transaction rolls back).

    Refused: NightsTaken, ReceptionFull, ClosedThatNight, NightsNotOpened, each with night and numbers.
    """
    demand_transaction()
    await _claim_all_places(wanted, holder=holder, is_sold=is_sold)
    for room_type_id, rooms in sorted(wanted.rooms.items()):
        if rooms > 0:
            await _claim_all_rooms(wanted, room_type_id, rooms, holder=holder, is_sold=is_sold)


async def _claim_all_places(wanted: Wanted, *, holder: str, is_sold: bool) -> None:
    """All nights in one statement; its rows are locked in the order of their dates."""
    stage = STAGE[is_sold]
    taken = await fetch(
        f"UPDATE receptions SET {stage} = {stage} + $1 WHERE id IN (SELECT id FROM receptions "  # noqa: S608
        f"WHERE site_id = $2 AND date >= $3 AND date < $4 ORDER BY date{_lock()}) "
        "AND held + sold + $1 <= people_limit RETURNING id, date",
        wanted.people,
        wanted.site_id,
        wanted.check_in,
        wanted.check_out,
    )
    for night in _missing(wanted, taken):
        raise await _why_no_places(wanted, night)
    await write_claims(PLACES, taken, wanted.people, holder=holder, is_sold=is_sold)


async def _claim_all_rooms(
    wanted: Wanted, room_type_id: int, rooms: int, *, holder: str, is_sold: bool
) -> None:
    stage = STAGE[is_sold]
    taken = await fetch(
        f"UPDATE nights SET {stage} = {stage} + $1 WHERE id IN (SELECT id FROM nights "  # noqa: S608
        f"WHERE site_id = $2 AND room_type_id = $3 AND date >= $4 AND date < $5 ORDER BY date{_lock()}) "
        "AND NOT is_closed AND held + sold + $1 <= sell_limit "
        "AND (NOT has_waiters OR first_refusal_until IS NULL OR first_refusal_until <= $6) RETURNING id, date",
        rooms,
        wanted.site_id,
        room_type_id,
        wanted.check_in,
        wanted.check_out,
        clock.now(),
    )
    for night in _missing(wanted, taken):
        raise await _why_no_rooms(wanted.site_id, room_type_id, night, rooms)
    await write_claims(ROOMS, taken, rooms, holder=holder, is_sold=is_sold)


def _missing(wanted: Wanted, taken: Sequence[Mapping[str, Any]]) -> list[date]:
    found = {str(row["date"]) for row in taken}
    nights = nights_between(wanted.check_in, wanted.check_out)
    return [night for night in nights if str(night) not in found]


def _lock() -> str:
    # SQLite has one writer at a time and no such words.
    return "" if is_sqlite() else " FOR UPDATE"


async def claim_places(wanted: Wanted, night: date, *, holder: str, is_sold: bool) -> None:
    """One night's places, in the caller's transaction. Refused: ReceptionFull, NightsNotOpened."""
    stage = STAGE[is_sold]
    taken = await fetch(
        f"UPDATE receptions SET {stage} = {stage} + $1 WHERE site_id = $2 AND date = $3 "  # noqa: S608
        "AND held + sold + $1 <= people_limit RETURNING id",
        wanted.people,
        wanted.site_id,
        night,
    )
    if not taken:
        raise await _why_no_places(wanted, night)
    await write_claims(PLACES, taken, wanted.people, holder=holder, is_sold=is_sold)


async def claim_rooms(
    site_id: int, room_type_id: int, night: date, rooms: int, *, holder: str, is_sold: bool
) -> None:
    """One night's rooms of a type. Refused: NightsTaken, ClosedThatNight, KeptForWaiting, NightsNotOpened."""
    stage = STAGE[is_sold]
    taken = await fetch(
        f"UPDATE nights SET {stage} = {stage} + $1 WHERE site_id = $2 AND room_type_id = $3 AND date = $4 "  # noqa: S608
        "AND NOT is_closed AND held + sold + $1 <= sell_limit "
        "AND (NOT has_waiters OR first_refusal_until IS NULL OR first_refusal_until <= $5) RETURNING id",
        rooms,
        site_id,
        room_type_id,
        night,
        clock.now(),
    )
    if not taken:
        raise await _why_no_rooms(site_id, room_type_id, night, rooms)
    await write_claims(ROOMS, taken, rooms, holder=holder, is_sold=is_sold)


async def _why_no_places(wanted: Wanted, night: date) -> Exception:
    rows = await fetch(
        "SELECT people_limit - held - sold AS free FROM receptions WHERE site_id = $1 AND date = $2",
        wanted.site_id,
        night,
    )
    if not rows:
        return NightsNotOpened(night=night)
    return ReceptionFull(night=night, left=max(0, rows[0]["free"]), asked=wanted.people)


async def _why_no_rooms(site_id: int, room_type_id: int, night: date, rooms: int) -> Exception:
    found = await fetch(
        "SELECT sell_limit - held - sold AS free, is_closed, first_refusal_until FROM nights "
        "WHERE site_id = $1 AND room_type_id = $2 AND date = $3",
        site_id,
        room_type_id,
        night,
    )
    if not found:
        return NightsNotOpened(night=night)
    if found[0]["is_closed"]:
        return ClosedThatNight(night=night)
    if found[0]["free"] >= rooms:
        return KeptForWaiting(night=night, until=_instant(found[0]["first_refusal_until"]))
    return NightsTaken(night=night, left=max(0, found[0]["free"]), asked=rooms)


def _instant(value: object) -> object:
    # Raw rows carry instants as text on SQLite.
    return datetime.fromisoformat(value) if isinstance(value, str) else value
