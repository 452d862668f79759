"""What always holds of stays: claims exactly while a state takes them, and a history that ends where they are."""

from collections import Counter

from booking.stays.states import EFFECTS, State
from sites.foundation.database import fetch

TAKING = {state.value for state, effects in EFFECTS.items() if effects.takes_nights}
SOLD = {state.value for state, effects in EFFECTS.items() if effects.is_sold}


async def claims_stand_exactly_while_the_state_takes() -> list[str]:
    rows = await fetch(
        "SELECT s.id, s.state, s.was_cancelled, "
        "(SELECT COUNT(*) FROM night_claims c WHERE c.holder = s.public_id AND c.released_at IS NULL) AS rooms, "
        "(SELECT COUNT(*) FROM reception_claims c WHERE c.holder = s.public_id AND c.released_at IS NULL) AS places, "
        "(SELECT COUNT(*) FROM night_claims c WHERE c.holder = s.public_id AND c.released_at IS NULL AND c.is_sold) "
        "AS sold FROM stays s"
    )
    found = []
    for row in rows:
        takes = row["state"] in TAKING and not row["was_cancelled"]
        if takes != (row["rooms"] > 0) or takes != (row["places"] > 0):
            found.append(f"stay {row['id']}: {row['state']}, but {row['rooms']} claims of rooms")
        elif takes and (row["sold"] == row["rooms"]) != (row["state"] in SOLD):
            found.append(
                f"stay {row['id']}: {row['state']}, but {row['sold']} of its claims are sold"
            )
    return found


# Whoever may claim rooms: each table names its holders by their public id.
HOLDERS = ("stays", "amendments", "outside_bookings", "recorded_groups")


async def claims_belong_to_groups() -> list[str]:
    unknown = " ".join(
        f"AND NOT EXISTS (SELECT 1 FROM {table} h WHERE h.public_id = c.holder)"  # noqa: S608
        for table in HOLDERS
    )
    rows = await fetch(
        f"SELECT DISTINCT c.holder FROM night_claims c WHERE c.released_at IS NULL {unknown}"  # noqa: S608
    )
    return [f"claims of {row['holder']}, which is no stay" for row in rows]


_TAKING = ", ".join(f"'{state}'" for state in sorted(TAKING))
_RESERVED = (
    "SELECT s.id, t.date, t.room_type_id, t.reserved_rooms AS rooms, "  # noqa: S608 - the table of states
    "t.reserved_workers + t.reserved_family + t.reserved_crew AS heads "
    "FROM stay_nights t JOIN stays s ON s.id = t.stay_id "
    f"WHERE NOT s.was_cancelled AND s.state IN ({_TAKING}) "
    "AND t.version = (SELECT MAX(m.version) FROM stay_nights m WHERE m.stay_id = t.stay_id)"
)
_ROOMS_CLAIMED = (
    "SELECT s.id, n.date, n.room_type_id, c.rooms AS amount FROM night_claims c JOIN nights n ON n.id = c.night_id "
    "JOIN stays s ON s.public_id = c.holder WHERE c.released_at IS NULL"
)
_PLACES_CLAIMED = (
    "SELECT s.id, r.date, 0 AS room_type_id, c.people AS amount FROM reception_claims c "
    "JOIN receptions r ON r.id = c.reception_id JOIN stays s ON s.public_id = c.holder WHERE c.released_at IS NULL"
)
Amounts = Counter[tuple[int, str, int]]


async def reserved_equals_claims() -> list[str]:
    """Of every stay that takes nights: rooms by night and type, and heads by night (type 0)."""
    reserved, claimed = Amounts(), Amounts()
    for row in await fetch(_RESERVED):
        night = (row["id"], str(row["date"]))
        reserved[*night, row["room_type_id"]] += row["rooms"]
        reserved[*night, 0] += row["heads"]
    for row in [*await fetch(_ROOMS_CLAIMED), *await fetch(_PLACES_CLAIMED)]:
        claimed[row["id"], str(row["date"]), row["room_type_id"]] += row["amount"]
    return [
        f"stay {stay}, {night}, type {kind}: {claimed[stay, night, kind]} claimed, {reserved[stay, night, kind]} reserved"
        for stay, night, kind in sorted(reserved.keys() | claimed.keys())
        if claimed[stay, night, kind] != reserved[stay, night, kind]
    ]


async def history_ends_in_the_state() -> list[str]:
    rows = await fetch(
        "SELECT s.id, s.state, (SELECT e.to_state FROM stay_events e WHERE e.stay_id = s.id ORDER BY e.id DESC LIMIT 1) "
        "AS last FROM stays s"
    )
    return [
        f"stay {row['id']}: state {row['state']}, last event {row['last']}"
        for row in rows
        if row["last"] != row["state"]
    ]


async def history_makes_only_known_moves() -> list[str]:
    rows = await fetch(
        "SELECT stay_id, from_state, to_state FROM stay_events WHERE from_state <> to_state AND from_state <> ''"
    )
    return [
        f"stay {row['stay_id']}: moved from {row['from_state']} to {row['to_state']}"
        for row in rows
        if not State(row["from_state"]).may_become(State(row["to_state"]))
    ]


async def open_holds_equal_their_stays() -> list[str]:
    rows = await fetch(
        "SELECT o.id, o.open_holds, (SELECT COUNT(*) FROM stays s WHERE s.union_id = o.id AND s.counts_as_open) "
        "AS open FROM organisations o"
    )
    return [
        f"organisation {row['id']}: counts {row['open_holds']} open holds, has {row['open']}"
        for row in rows
        if row["open_holds"] != row["open"]
    ]
