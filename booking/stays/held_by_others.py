"""When the first hold in the way ends by itself. Nobody who holds is named."""

from datetime import date, datetime
from typing import Any

from sites.calendar import (
    NightsHeld,
    NightsHeldUntil,
    ReceptionHeld,
    ReceptionHeldUntil,
)
from sites.foundation.database import fetch

# A hold ends at its time, an offer of other terms when its answer is due; what waits for an answer has no such end.
_ENDS = (
    "SELECT min(coalesce(s.hold_expires_at, a.answer_until)) AS ends FROM {claims} "
    "LEFT JOIN stays s ON s.public_id = c.holder AND s.state = 'held' "
    "LEFT JOIN amendments a ON a.public_id = c.holder AND a.state = 'proposed' "
    "WHERE n.site_id = $1 AND n.date = $2 AND c.released_at IS NULL AND NOT c.is_sold"
)
_OF_ROOMS = _ENDS.format(claims="night_claims c JOIN nights n ON n.id = c.night_id")
_OF_PLACES = _ENDS.format(claims="reception_claims c JOIN receptions n ON n.id = c.reception_id")


async def first_end(site_id: int, night: date, *, room_type_id: int = 0) -> datetime | None:
    """The first end of a hold on that night, of rooms of one type or, without one, of places.

    None where all that is held waits for somebody's answer.
    """
    if room_type_id:
        found = await fetch(f"{_OF_ROOMS} AND n.room_type_id = $3", site_id, night, room_type_id)
    else:
        found = await fetch(_OF_PLACES, site_id, night)
    ends = found[0]["ends"]
    # Raw rows carry instants as text on SQLite.
    return datetime.fromisoformat(ends) if isinstance(ends, str) else ends


async def with_its_end(
    held: NightsHeld | ReceptionHeld, site_id: int
) -> NightsHeld | ReceptionHeld:
    """The same no, with the first end of what is held where there is one."""
    night = held.params["night"]
    assert isinstance(night, date)  # noqa: S101 - the calendar names the night in each of them
    until = await first_end(site_id, night, room_type_id=held.room_type_id)
    if until is None:
        return held
    told: dict[str, Any] = {**held.params, "until": until}
    return NightsHeldUntil(**told) if isinstance(held, NightsHeld) else ReceptionHeldUntil(**told)
