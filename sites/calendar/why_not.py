"""Why a portion of a night could not be taken, by its name: full, held by others, closed, kept, not opened."""

from datetime import date, datetime

from sites.calendar.claim_rows import PLACES, ClaimKind
from sites.calendar.refusals import (
    ClosedThatNight,
    KeptForWaiting,
    NightsHeld,
    NightsNotOpened,
    NightsTaken,
    ReceptionFull,
    ReceptionHeld,
)
from sites.calendar.wanted import Portion
from sites.foundation.database import fetch
from sites.foundation.errors import Refusal


async def why_not(kind: ClaimKind, asked: Portion) -> Refusal:
    return await (_no_places(asked) if kind is PLACES else _no_rooms(asked))


async def _no_places(asked: Portion) -> Refusal:
    found = await fetch(
        "SELECT people_limit - held - sold AS free, held FROM receptions WHERE site_id = $1 AND date = $2",
        asked.site_id,
        asked.night,
    )
    if not found:
        return NightsNotOpened(night=asked.night)
    free, held = found[0]["free"], found[0]["held"]
    return too_few_places(asked.night, left=free, held=held, asked=asked.amount)


async def _no_rooms(asked: Portion) -> Refusal:
    found = await fetch(
        "SELECT sell_limit - held - sold AS free, held, is_closed, first_refusal_until FROM nights "
        "WHERE site_id = $1 AND room_type_id = $2 AND date = $3",
        *asked.place,
    )
    if not found:
        return NightsNotOpened(night=asked.night)
    if found[0]["is_closed"]:
        return ClosedThatNight(night=asked.night)
    if found[0]["free"] >= asked.amount:
        return KeptForWaiting(night=asked.night, until=_instant(found[0]["first_refusal_until"]))
    return too_few_rooms(
        asked.night, left=found[0]["free"], held=found[0]["held"], asked=asked.amount,
        room_type_id=asked.room_type_id,
    )  # fmt: skip


def too_few_places(night: date, *, left: int, held: int, asked: int) -> Refusal:
    """Held only where it would be enough if all that is held came free; else it is full, whatever comes."""
    left = max(0, left)
    if left + held < asked:
        return ReceptionFull(night=night, left=left, asked=asked)
    return ReceptionHeld(night=night, left=left, held=held, asked=asked)


def too_few_rooms(
    night: date, *, left: int, held: int, asked: int, room_type_id: int = 0
) -> Refusal:
    """The same of rooms of a type."""
    left = max(0, left)
    if left + held < asked:
        return NightsTaken(night=night, left=left, asked=asked)
    refusal = NightsHeld(night=night, left=left, held=held, asked=asked)
    refusal.room_type_id = room_type_id
    return refusal


def _instant(value: object) -> object:
    # Raw rows carry instants as text on SQLite.
    return datetime.fromisoformat(value) if isinstance(value, str) else value
