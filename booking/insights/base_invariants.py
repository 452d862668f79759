"""What always holds of bases: whoever runs one has begun a tenure there that has not ended."""

from sites.foundation.database import fetch


async def bases_are_run_by_their_open_tenure() -> list[str]:
    rows = await fetch(
        "SELECT s.id, s.operator_id, t.operator_id AS tenant FROM sites s "
        "LEFT JOIN tenures t ON t.site_id = s.id AND t.ended_at IS NULL "
        "WHERE COALESCE(s.operator_id, 0) <> COALESCE(t.operator_id, 0)"
    )
    return [
        f"site {row['id']}: run by {row['operator_id']}, its open tenure is of {row['tenant']}"
        for row in rows
    ]
