"""Groups that stay with an operator when its base goes to another: they booked with it and are not settled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from booking.stays.models import Stay
from booking.stays.states import State

OVER = (State.SETTLED, State.DECLINED, State.EXPIRED, State.CANCELLED)


@dataclass(frozen=True, slots=True)
class Remaining:
    """How many groups and heads, and the last day on which one of them departs."""

    groups: int
    heads: int
    last: date


async def remaining_at(site_id: int) -> Mapping[int, Remaining]:
    """By operator's organisation id; those without such a group are absent."""
    rows = (
        await Stay.filter(site_id=site_id)
        .exclude(state__in=OVER)
        .values("operator_id", "check_out", "quote")
    )
    found: dict[int, Remaining] = {}
    for row in rows:
        so_far = found.get(row["operator_id"], Remaining(0, 0, row["check_out"]))
        found[row["operator_id"]] = Remaining(
            so_far.groups + 1, so_far.heads + int(row["quote"]["heads"]),
            max(so_far.last, row["check_out"]),
        )  # fmt: skip
    return found
