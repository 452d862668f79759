"""Whether the quotas' counters equal a recount of claims and grants, and their history what they are."""

from sites.foundation.database import fetch

_NODES = (
    "SELECT q.id, q.parent_id, q.ceiling, q.used_here, q.used_below, q.granted, q.over_by, q.closed_at, "
    "q.version, "
    "(SELECT COALESCE(SUM(c.amount), 0) FROM quota_claims c "
    " WHERE c.quota_id = q.id AND c.released_at IS NULL) AS claimed, "
    "(SELECT COALESCE(SUM(k.used_here + k.used_below), 0) FROM quotas k "
    " WHERE k.parent_id = q.id) AS below, "
    "(SELECT COALESCE(SUM(k.ceiling + k.over_by), 0) FROM quotas k WHERE k.parent_id = q.id) AS shares, "
    "(SELECT COUNT(*) FROM quotas k WHERE k.parent_id = q.id AND k.closed_at IS NULL) AS open_below, "
    "(SELECT COUNT(*) FROM quota_versions v WHERE v.quota_id = q.id) AS versions "
    "FROM quotas q ORDER BY q.id"
)
COUNTERS = (("used_here", "claimed"), ("used_below", "below"), ("granted", "shares"), ("version", "versions"))  # fmt: skip


async def breaches() -> list[str]:
    """Every quota that differs from its recount or passes its limit, as one line each."""
    found: list[str] = []
    for row in await fetch(_NODES):
        for counter, recount in COUNTERS:
            if row[counter] != int(row[recount]):
                found.append(
                    f"quota {row['id']}: {counter} {row[counter]}, recounted {row[recount]}"
                )
        taken = row["used_here"] + row["granted"]
        if row["over_by"] != max(0, taken - row["ceiling"]) or row["used_below"] > row["granted"]:
            found.append(f"quota {row['id']}: passes its limit")
        if row["closed_at"] and (taken != row["ceiling"] or row["open_below"]):
            found.append(f"quota {row['id']}: is closed, but not at what it has used")
    return found
