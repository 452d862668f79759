"""Whether the quotas' counters equal a recount of claims and grants."""

from sites.foundation.database import fetch

_NODES = (
    "SELECT q.id, q.ceiling, q.used_here, q.used_below, q.granted, "
    "(SELECT COALESCE(SUM(c.amount), 0) FROM quota_claims c "
    " WHERE c.quota_id = q.id AND c.released_at IS NULL) AS claimed, "
    "(SELECT COALESCE(SUM(k.used_here + k.used_below), 0) FROM quotas k "
    " WHERE k.parent_id = q.id) AS below, "
    "(SELECT COALESCE(SUM(k.ceiling), 0) FROM quotas k WHERE k.parent_id = q.id) AS shares "
    "FROM quotas q ORDER BY q.id"
)


async def breaches() -> list[str]:
    """Every quota that differs from its recount or passes its limit, as one line each."""
    found: list[str] = []
    for row in await fetch(_NODES):
        for counter, recount in (("used_here", "claimed"), ("used_below", "below"), ("granted", "shares")):  # fmt: skip
            if row[counter] != int(row[recount]):
                found.append(
                    f"quota {row['id']}: {counter} {row[counter]}, recounted {row[recount]}"
                )
        if row["used_here"] + row["granted"] > row["ceiling"] or row["used_below"] > row["granted"]:
            found.append(f"quota {row['id']}: passes its limit")
    return found
