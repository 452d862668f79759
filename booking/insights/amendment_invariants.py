"""What always holds of amendments: growth is claimed exactly while one is proposed, and no version is ever lost."""

from collections.abc import Mapping

from booking.stays.amendment_model import Amendment
from booking.stays.night_plan import NightPlan
from sites.foundation.database import fetch

MAY_WAIT = ("submitted", "confirmed", "in_house")
_OPEN = (
    "SELECT a.public_id, a.side, s.state, s.accepted_at, s.answer_due_at "
    "FROM amendments a JOIN stays s ON s.id = a.stay_id WHERE a.state = 'proposed'"
)
_ROOMS = (
    "SELECT n.room_type_id, n.date, c.rooms AS amount FROM night_claims c JOIN nights n ON n.id = c.night_id "
    "WHERE c.holder = $1 AND c.released_at IS NULL"
)
_PLACES = (
    "SELECT 0 AS room_type_id, r.date, c.people AS amount FROM reception_claims c "
    "JOIN receptions r ON r.id = c.reception_id WHERE c.holder = $1 AND c.released_at IS NULL"
)
_VERSIONS = (
    "SELECT s.id, MIN(t.version) AS first, COUNT(DISTINCT t.version) AS kept, MAX(t.version) AS newest, "
    "(SELECT COUNT(*) FROM amendments a WHERE a.stay_id = s.id AND a.state = 'accepted') AS accepted, "
    "(SELECT COUNT(*) FROM stay_events e WHERE e.stay_id = s.id AND e.act = 'granted_changed') AS granted "
    "FROM stays s JOIN stay_nights t ON t.stay_id = s.id GROUP BY s.id"
)
# By room type (0: places of the site) and night.
Claimed = dict[tuple[int, str], int]


async def open_amendments_wait_where_they_may() -> list[str]:
    """While a submission is unanswered its clock stands still; an operator's offer waits there alone."""
    found = []
    for row in await fetch(_OPEN):
        unanswered = row["state"] == "submitted" and row["accepted_at"] is None
        runs = unanswered and row["answer_due_at"] is not None
        if row["state"] not in MAY_WAIT or runs or (row["side"] == "operator" and not unanswered):
            found.append(
                f"amendment {row['public_id']}: open, but its stay is {row['state']} and may be answered"
            )
    return found


async def growth_is_claimed_as_proposed() -> list[str]:
    """For every night exactly the rooms and places that it needs beyond the stay's own claims."""
    found = []
    for amendment in await Amendment.filter(state="proposed").prefetch_related("stay"):
        own = await _claimed(amendment.stay.public_id)
        wanted = _wanted(amendment.nights.get("reserved", {}))
        needed = {key: amount - own.get(key, 0) for key, amount in wanted.items()}
        if await _claimed(amendment.public_id) != {k: n for k, n in needed.items() if n > 0}:
            found.append(f"amendment {amendment.id}: its claims are not what it needs")
    return found


def _wanted(nights: Mapping[str, dict[str, object]]) -> Claimed:
    wanted: Claimed = {}
    for day, facts in nights.items():
        plan = NightPlan.from_facts(facts)
        wanted |= {(room_type_id, day): rooms for room_type_id, rooms in plan.rooms.items()}
        wanted[0, day] = plan.heads.total
    return wanted


async def _claimed(holder: str) -> Claimed:
    rows = [*await fetch(_ROOMS, holder), *await fetch(_PLACES, holder)]
    return {(row["room_type_id"], str(row["date"])): row["amount"] for row in rows}


async def closed_amendments_claim_nothing() -> list[str]:
    rows = await fetch(
        "SELECT DISTINCT a.public_id FROM amendments a JOIN night_claims c ON c.holder = a.public_id "
        "WHERE c.released_at IS NULL AND a.state <> 'proposed'"
    )
    return [f"amendment {row['public_id']}: closed, but it claims rooms" for row in rows]


async def every_contracted_version_is_kept() -> list[str]:
    """One version from the beginning, and one more for each change that came into force."""
    return [
        f"stay {row['id']}: {row['kept']} versions up to {row['newest']}, {changes} changes in force"
        for row in await fetch(_VERSIONS)
        if (changes := row["accepted"] + row["granted"]) + 1 != row["kept"]
        or (row["first"], row["newest"]) != (1, row["kept"])
    ]
