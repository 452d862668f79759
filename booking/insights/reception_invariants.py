"""What always holds of recorded groups: their claims are exactly what their last version takes."""

from sites.foundation.database import fetch


async def recorded_groups_claim_what_their_version_takes() -> list[str]:
    rows = await fetch(
        "SELECT g.id, v.act, v.taken_from, v.workers + v.family + v.crew AS heads, "
        "(SELECT COUNT(*) FROM reception_claims c WHERE c.holder = g.public_id AND c.released_at IS NULL) AS places, "
        "(SELECT MIN(c.people) FROM reception_claims c WHERE c.holder = g.public_id AND c.released_at IS NULL) AS fewest, "
        "(SELECT COUNT(*) FROM night_claims c WHERE c.holder = g.public_id AND c.released_at IS NULL) AS rooms "
        "FROM recorded_groups g JOIN recorded_versions v ON v.group_id = g.id AND v.version = g.version"
    )
    found = []
    for row in rows:
        takes = row["taken_from"] is not None and row["act"] != "withdrawn"
        if takes != (row["places"] > 0) or takes != (row["rooms"] > 0):
            found.append(f"recorded group {row['id']}: takes {takes}, {row['places']} claims")
        elif takes and row["fewest"] != row["heads"]:
            found.append(
                f"recorded group {row['id']}: {row['heads']} heads, {row['fewest']} places"
            )
    return found


async def recorded_groups_have_every_version() -> list[str]:
    rows = await fetch(
        "SELECT g.id, g.version, COUNT(v.id) AS written, MAX(v.version) AS newest FROM recorded_groups g "
        "LEFT JOIN recorded_versions v ON v.group_id = g.id GROUP BY g.id, g.version"
    )
    return [
        f"recorded group {row['id']}: version {row['version']}, {row['written']} are written"
        for row in rows
        if not row["version"] == row["written"] == row["newest"]
    ]


async def closed_periods_have_no_gap() -> list[str]:
    rows = await fetch(
        "SELECT n.federation_id, n.kind, n.given, COUNT(p.id) AS closed FROM closing_numbers n "
        "LEFT JOIN closed_periods p ON p.federation_id = n.federation_id AND p.kind = n.kind "
        "GROUP BY n.federation_id, n.kind, n.given"
    )
    return [
        f"federation {row['federation_id']}, {row['kind']}: {row['given']} numbers, {row['closed']} tables"
        for row in rows
        if row["given"] != row["closed"]
    ]
