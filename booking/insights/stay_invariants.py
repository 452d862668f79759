"""What always holds of stays: claims exactly while a state takes them, and a history that ends where they are."""

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


async def claimed_rooms_equal_reserved_rooms() -> list[str]:
    rows = await fetch(
        "SELECT s.id, c.date, c.rooms, r.rooms AS reserved FROM stays s JOIN "
        "(SELECT c.holder, n.date, SUM(c.rooms) AS rooms FROM night_claims c JOIN nights n ON n.id = c.night_id "
        " WHERE c.released_at IS NULL GROUP BY c.holder, n.date) c ON c.holder = s.public_id LEFT JOIN "
        "(SELECT stay_id, date, SUM(reserved_rooms) AS rooms FROM stay_nights t WHERE version = "
        " (SELECT MAX(version) FROM stay_nights m WHERE m.stay_id = t.stay_id) GROUP BY stay_id, date) r "
        "ON r.stay_id = s.id AND r.date = c.date"
    )
    return [
        f"stay {row['id']}, {row['date']}: {row['rooms']} rooms claimed, {row['reserved']} reserved"
        for row in rows
        if int(row["rooms"]) != int(row["reserved"] or 0)
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
