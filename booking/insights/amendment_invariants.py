"""What always holds of amendments: growth is claimed exactly while one is proposed, and no more than it needs."""

from booking.stays.amendment_model import Amendment
from sites.calendar import nights_between
from sites.foundation.database import fetch

_NEEDED = (
    "SELECT a.public_id, a.check_in, a.check_out, s.public_id AS stay, s.state, s.accepted_at, s.answer_due_at "
    "FROM amendments a JOIN stays s ON s.id = a.stay_id WHERE a.state = 'proposed'"
)
_CLAIMED = (
    "SELECT n.room_type_id, n.date, c.rooms FROM night_claims c JOIN nights n ON n.id = c.night_id "
    "WHERE c.holder = $1 AND c.released_at IS NULL"
)
Claimed = dict[tuple[int, str], int]


async def open_amendments_stop_the_clock() -> list[str]:
    return [
        f"amendment {row['public_id']}: open, but its stay is {row['state']} and may be answered"
        for row in await fetch(_NEEDED)
        if row["state"] != "submitted" or row["accepted_at"] or row["answer_due_at"]
    ]


async def growth_is_claimed_as_proposed() -> list[str]:
    """For every night and room type exactly what the offer needs beyond the stay's own claims."""
    found = []
    for amendment in await Amendment.filter(state="proposed").prefetch_related("stay"):
        own = await _claimed(amendment.stay.public_id)
        nights = nights_between(amendment.check_in, amendment.check_out)
        offered = {
            (int(kind), night.isoformat()): rooms
            for kind, rooms in amendment.rooms.items()
            for night in nights
        }
        needed = {key: rooms - own.get(key, 0) for key, rooms in offered.items()}
        if await _claimed(amendment.public_id) != {k: n for k, n in needed.items() if n > 0}:
            found.append(f"amendment {amendment.id}: its claims are not what it needs")
    return found


async def _claimed(holder: str) -> Claimed:
    rows = await fetch(_CLAIMED, holder)
    return {(row["room_type_id"], str(row["date"])): row["rooms"] for row in rows}


async def closed_amendments_claim_nothing() -> list[str]:
    rows = await fetch(
        "SELECT DISTINCT a.public_id FROM amendments a JOIN night_claims c ON c.holder = a.public_id "
        "WHERE c.released_at IS NULL AND a.state <> 'proposed'"
    )
    return [f"amendment {row['public_id']}: closed, but it claims rooms" for row in rows]
