"""What always holds of pooled groups: the guarded count is that of its members, and an open one binds nobody."""

from sites.foundation.database import fetch

_PEOPLE = (
    "SELECT p.id, p.heads, p.most, p.state, "
    "COALESCE(SUM(CASE WHEN m.left_at IS NULL THEN m.heads ELSE 0 END), 0) AS standing, "
    "COUNT(CASE WHEN m.left_at IS NULL THEN 1 END) AS members, COALESCE(MAX(m.place), 0) AS last, p.joined "
    "FROM pools p LEFT JOIN pool_members m ON m.pool_id = p.id "
    "GROUP BY p.id, p.heads, p.most, p.state, p.joined ORDER BY p.id"
)
_MEMBERS = (
    "SELECT m.id, m.left_at, m.heads, p.state AS pool, p.site_id, p.check_in, p.check_out, s.state, s.site_id AS base, "
    "s.union_id, m.union_id AS member, r.workers + r.family + r.crew AS party FROM pool_members m "
    "JOIN pools p ON p.id = m.pool_id JOIN stays s ON s.id = m.stay_id "
    "JOIN parties r ON r.trip_id = s.trip_id AND r.organisation_id = s.union_id ORDER BY m.id"
)
LOST = ("declined", "expired", "cancelled")


async def pools_count_their_members() -> list[str]:
    return [
        f"pool {row['id']}: counts {row['heads']}, its members are {row['standing']}"
        for row in await fetch(_PEOPLE)
        if row["heads"] != int(row["standing"]) or row["last"] != row["joined"]
        or (row["state"] == "open" and not row["members"])
    ]  # fmt: skip


async def members_stand_while_their_stays_do() -> list[str]:
    """Lost stays are in no pool; those of an open one are held, at its base, with the people who were counted."""
    return [
        f"pool member {row['id']}: its stay is {row['state']}"
        for row in await fetch(_MEMBERS)
        if row["left_at"] is None and not _is_sound(row)
    ]


def _is_sound(row: dict[str, object]) -> bool:
    is_own = row["union_id"] == row["member"] and row["base"] == row["site_id"]
    is_free = row["pool"] != "open" or (row["state"] == "held" and row["party"] == row["heads"])
    return is_own and is_free and row["state"] not in LOST
