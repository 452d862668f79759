"""The counters that a pass of net differences will touch, locked before the first of them: one order for everybody.

Who raises some nights and then lowers others, each in their own order, goes back in the order of all
claims; two who do so wait in a circle. So everything is locked first: places by site and date, then
rooms by site, room type and date.
"""

from collections.abc import Iterable, Sequence

from sites.calendar.claim_rows import PLACES, ROOMS, ClaimKind
from sites.calendar.wanted import Portion, Wanted
from sites.foundation.database import demand_transaction, fetch, is_sqlite

_OPEN = "SELECT {key} FROM {claims} WHERE holder = ANY($1::text[]) AND released_at IS NULL"
_WANTED = (
    "SELECT * FROM unnest($2::int[], $3::int[], $4::date[]) AS wanted (site_id, room_type_id, date)"
)
# Rooms for which groups wait are kept when places of their date come free.
_KEPT = (
    " OR (n.has_waiters AND EXISTS (SELECT 1 FROM receptions r WHERE r.site_id = n.site_id AND r.date = n.date "  # noqa: S608 - own words
    f"AND r.id IN ({_OPEN.format(key=PLACES.key, claims=PLACES.claims)})))"
)


async def lock_claims(*holders: str, wanted: Iterable[Wanted] = ()) -> None:
    """Lock what these holders have and what is `wanted`. On SQLite there is one writer at a time."""
    demand_transaction()
    if is_sqlite():
        return
    asked = [*wanted]
    await _lock(PLACES, holders, [one for each in asked for one in each.places()])
    rooms = [one for each in asked for one in each.rooms_by_night()]
    await _lock(ROOMS, holders, rooms, more=_KEPT)


async def _lock(
    kind: ClaimKind, holders: Sequence[str], portions: Sequence[Portion], *, more: str = ""
) -> None:
    """The order is that of the rows as they are locked: they are found and sorted before."""
    places = [one[:3] for one in portions]
    columns: list[list[object]] = [list(column) for column in zip(*places, strict=True)] or [[], [], []]  # fmt: skip
    await fetch(
        f"SELECT n.id FROM {kind.counters} n WHERE n.id IN ({_OPEN.format(key=kind.key, claims=kind.claims)}) "  # noqa: S608
        f"OR EXISTS (SELECT 1 FROM ({_WANTED}) wanted WHERE {kind.joins}){more} ORDER BY {kind.order} FOR NO KEY UPDATE",
        [*holders],
        *columns,
    )
