"""The calendar grows: one row for each room type and night, one for the people received on a date."""

from datetime import date, timedelta

from sites.calendar.edit_telling import tell_span
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import change, connection, demand_transaction, fetch, transaction

A_DAY = timedelta(days=1)
# From the receptions of the same dates: tens of thousands of rows are not carried one by one.
_NIGHTS = (
    "INSERT INTO nights (site_id, room_type_id, date, rooms, sell_limit, held, sold, over_by, out_of_order, is_closed, "
    "closed_why, note, no_arrival, no_departure, min_stay, max_stay, min_through, max_through, has_waiters, "
    "first_refusal_until) "
    "SELECT r.site_id, k.id, r.date, k.rooms, k.rooms, 0, 0, 0, 0, $1, '', '', $1, $1, 1, 30, 1, 30, $1, NULL "
    "FROM receptions r JOIN room_types k ON k.site_id = r.site_id "
    "WHERE r.site_id = $2 AND r.date >= $3 AND r.date < $4 ORDER BY k.id, r.date "
    "ON CONFLICT (site_id, room_type_id, date) DO NOTHING"
)
_RECEPTIONS = (
    "INSERT INTO receptions (site_id, date, people_limit, held, sold, over_by) "
    "VALUES ($1, $2, $3, 0, 0, 0) ON CONFLICT (site_id, date) DO NOTHING"
)


@transaction
async def roll_forward(
    site_id: int,
    *,
    until: date,
    since: date | None = None,
    by: Actor,  # noqa: ARG001
) -> None:
    """Open every night from `since` (today) until before `until`. Nights that exist stay as they are.

    Whoever listens is told which were opened behind the last one; of a base that has none yet nobody has read anything.
    """
    last = await _last_night(site_id)
    await write_nights(site_id, since=since or clock.today(), until=until)
    if last and last + A_DAY < until:
        opened = max(last + A_DAY, since or clock.today())
        await tell_span(site_id, opened, until, source=f"opened:{site_id}:{until}")


async def _last_night(site_id: int) -> date | None:
    rows = await fetch("SELECT MAX(date) AS last FROM receptions WHERE site_id = $1", site_id)
    last = rows[0]["last"]
    return date.fromisoformat(str(last)) if last else None


async def write_nights(site_id: int, *, since: date, until: date) -> None:
    demand_transaction()
    limit = await fetch("SELECT reception_limit FROM sites WHERE id = $1", site_id)
    days = [since + timedelta(days=n) for n in range((until - since).days)]
    if days:
        people = [[site_id, day, limit[0]["reception_limit"]] for day in days]
        await connection().execute_many(_RECEPTIONS, people)
        await change(_NIGHTS, False, site_id, since, until)  # noqa: FBT003


async def behind(until: date) -> list[int]:
    """Bases whose calendar ends before `until`: what the daily job has to roll forward."""
    rows = await fetch(
        "SELECT s.id FROM sites s LEFT JOIN receptions r ON r.site_id = s.id AND r.date = $1 "
        "WHERE r.id IS NULL ORDER BY s.id",
        until - timedelta(days=1),
    )
    return [row["id"] for row in rows]
