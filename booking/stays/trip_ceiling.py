"""Ceilings and subsidies belong to the trip: what its earlier stays took of them is over for a further one."""

from collections.abc import Sequence
from datetime import date

from booking.money import allowance_of
from booking.stays.access import trip_of_union
from booking.stays.states import EFFECTS
from sites.foundation.actor import Actor
from sites.foundation.database import fetch, read_json
from sites.packages import Allowance, Quote, following

_TAKING = ", ".join(f"'{state.value}'" for state, one in EFFECTS.items() if one.takes_quota)
# With every hold, so without the ORM's way round.
_QUOTED = (
    f"SELECT quote FROM stays WHERE trip_id = $1 AND state IN ({_TAKING}) "  # noqa: S608 - own words
    "AND was_cancelled = FALSE ORDER BY check_in, id"
)


async def allowance_in_trip(
    union_id: int, *, programme: str, check_in: date, trip_id: int | None
) -> Allowance:
    """For a stay that is priced now, after those that stand in its trip."""
    now = await allowance_of(union_id, programme=programme, starts_on=check_in)
    if trip_id is None or (now.is_silent and not programme):
        return now
    return await allowance_after(
        union_id, programme=programme, check_in=check_in, before=await _quoted(trip_id)
    )


async def allowance_after(
    union_id: int, *, programme: str, check_in: date, before: Sequence[Quote]
) -> Allowance:
    """As above, for a page that knows the prices of the stays before."""
    starts_on = min([check_in, *(quote.nights[0].date for quote in before)])
    now = await allowance_of(union_id, programme=programme, starts_on=starts_on)
    return following(now, [(quote.shares, len(quote.nights)) for quote in before])


async def quotes_of_trip(trip: str, *, by: Actor) -> tuple[Quote, ...]:
    """Of the stays of the union's own trip that stand, by arrival. Refused: TripUnknown."""
    return await _quoted((await trip_of_union(trip, by=by)).id)


async def _quoted(trip_id: int) -> tuple[Quote, ...]:
    rows = await fetch(_QUOTED, trip_id)
    return tuple(Quote.from_facts(read_json(row["quote"])) for row in rows)
