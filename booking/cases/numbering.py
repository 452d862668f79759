"""A case's number: SQ, the year, and a serial without gaps."""

from sites.foundation.database import demand_transaction, fetch


def shown_number(year: int, serial: int) -> str:
    return f"SQ-{year}-{serial:04d}"


async def next_serial(year: int) -> int:
    """Count the year's cases up by one, first making the counter. Inside a verb's transaction only."""
    demand_transaction()
    rows = await fetch(
        "INSERT INTO case_counters (year, given) VALUES ($1, 1) "
        "ON CONFLICT (year) DO UPDATE SET given = case_counters.given + 1 RETURNING given",
        year,
    )
    return int(rows[0]["given"])
