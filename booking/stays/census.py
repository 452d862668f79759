"""How many stays stand where, for those who answer for all bases."""

from booking.stays.states import State
from sites.foundation.database import fetch


async def counts_by_state() -> dict[State, int]:
    """Every state in its order, with how many stays are in it now."""
    rows = await fetch("SELECT state, COUNT(*) AS stays FROM stays GROUP BY state")
    found = {State(row["state"]): int(row["stays"]) for row in rows}
    return {state: found.get(state, 0) for state in State}
