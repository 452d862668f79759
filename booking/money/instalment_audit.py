"""Whether the parts of every charge that stands add up to it."""

from sites.foundation.database import fetch

_UNEQUAL = (
    "SELECT c.public_id, c.minor, SUM(i.minor) AS parts FROM charges c "
    "JOIN instalments i ON i.charge_id = c.id WHERE c.voided_at IS NULL "
    "GROUP BY c.id, c.public_id, c.minor HAVING SUM(i.minor) <> c.minor ORDER BY c.public_id"
)


async def unequal_parts() -> list[str]:
    return [
        f"charge {row['public_id']}: its parts are {int(row['parts'])}, must be {int(row['minor'])}"
        for row in await fetch(_UNEQUAL)
    ]
