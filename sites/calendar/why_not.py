"""Why a portion of a night could not be taken, by its name: full, held by others, closed, kept, not opened."""

from datetime import datetime

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
    return _short(
        asked, found[0]["free"], found[0]["held"], full=ReceptionFull, but_held=ReceptionHeld
    )


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
    return _short(asked, found[0]["free"], found[0]["held"], full=NightsTaken, but_held=NightsHeld)


def _short(
    asked: Portion, free: int, held: int, *, full: type[Refusal], but_held: type[NightsHeld | ReceptionHeld]
) -> Refusal:  # fmt: skip
    """Held only where it would be enough if all that is held came free; else it is full, whatever comes."""
    numbers = {"night": asked.night, "left": max(0, free), "asked": asked.amount}
    if free + held < asked.amount:
        return full(**numbers)
    refusal = but_held(held=held, **numbers)
    refusal.room_type_id = asked.room_type_id
    return refusal


def _instant(value: object) -> object:
    # Raw rows carry instants as text on SQLite.
    return datetime.fromisoformat(value) if isinstance(value, str) else value
