"""What always holds of trips: they last as long as their stays, which never overlap, and are counted once for all of them."""

from booking.stays.states import EFFECTS
from sites.foundation.database import fetch

TAKING = ", ".join(f"'{state}'" for state, effects in EFFECTS.items() if effects.takes_quota)
# Constants of the program, never input.
STANDS = f"{{0}}.state IN ({TAKING}) AND NOT {{0}}.was_cancelled"


async def trips_last_as_long_as_their_stays() -> list[str]:
    rows = await fetch(
        "SELECT t.id, t.starts_on, t.ends_on, MIN(s.check_in) AS first, MAX(s.check_out) AS last "  # noqa: S608
        f"FROM trips t JOIN stays s ON s.trip_id = t.id WHERE {STANDS.format('s')} "
        "GROUP BY t.id, t.starts_on, t.ends_on"
    )
    return [
        f"trip {row['id']}: from {row['starts_on']} to {row['ends_on']}, its stays from {row['first']} to {row['last']}"
        for row in rows
        if (row["starts_on"], row["ends_on"]) != (row["first"], row["last"])
    ]


async def nobody_sleeps_at_two_bases() -> list[str]:
    rows = await fetch(
        "SELECT a.trip_id, a.id AS one, b.id AS other FROM stays a JOIN stays b ON b.trip_id = a.trip_id "  # noqa: S608
        "AND b.union_id = a.union_id AND b.id > a.id AND a.check_in < b.check_out AND b.check_in < a.check_out "
        f"WHERE {STANDS.format('a')} AND {STANDS.format('b')}"
    )
    return [f"trip {row['trip_id']}: stays {row['one']} and {row['other']} overlap" for row in rows]


async def a_trip_with_held_stays_is_one_open_hold() -> list[str]:
    rows = await fetch(
        "SELECT trip_id, SUM(CASE WHEN state = 'held' THEN 1 ELSE 0 END) AS held, "
        "SUM(CASE WHEN counts_as_open THEN 1 ELSE 0 END) AS counted FROM stays "
        "WHERE state = 'held' OR counts_as_open GROUP BY trip_id"
    )
    return [
        f"trip {row['trip_id']}: {row['held']} stays held, {row['counted']} count as open"
        for row in rows
        if int(row["counted"]) != min(1, int(row["held"]))
    ]


async def quotas_are_taken_for_what_stands() -> list[str]:
    rows = await fetch(
        "SELECT DISTINCT c.trip_id FROM quota_claims c WHERE c.released_at IS NULL AND NOT EXISTS "  # noqa: S608
        f"(SELECT 1 FROM stays s WHERE s.trip_id = c.trip_id AND {STANDS.format('s')})"
    )
    return [f"trip {row['trip_id']}: claims quotas, but none of its stays stands" for row in rows]
