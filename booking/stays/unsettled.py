"""Stays on which both sides agree and whose money is not closed yet."""

from booking.stays.lines import COLUMNS, StayLine, line
from booking.stays.models import Stay
from booking.stays.states import State
from sites.foundation.actor import Actor


async def unsettled(by: Actor) -> dict[int, StayLine]:
    """The organisation's own reconciled stays by their inner id, those that left first."""
    own = (
        {"operator_id": by.organisation_id}
        if by.kind == "operator"
        else {"union_id": by.organisation_id}
    )
    rows = Stay.filter(state=State.RECONCILED, **own).order_by("check_out", "id")
    return {int(row["id"]): line(row) for row in await rows.values("id", *COLUMNS)}
