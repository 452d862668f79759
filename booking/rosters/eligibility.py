"""Whether a retreat stands in the way of another: the rule, pure, over what is held of one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from booking.rosters.entitlement import Record, years_later


@dataclass(frozen=True, slots=True)
class Planned:
    """The same person on another list that stands: a trip of `union_id`."""

    union_id: int
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Hit:
    """`why`: overlap (two trips at once), years (within the years between), used (a no-show counts as used)."""

    union_id: int
    why: str


def hits_of(
    records: Sequence[Record], planned: Sequence[Planned], *, starts_on: date, ends_on: date, years_between: int
) -> tuple[Hit, ...]:  # fmt: skip
    """What stands in the way of a trip on these days. Without years between, only another trip at the same time does."""
    found = [
        Hit(one.union_id, "overlap")
        for one in planned
        if one.starts_on < ends_on and starts_on < one.ends_on
    ]
    for one in records:
        if one.starts_on < ends_on and starts_on < one.ends_on:
            found.append(Hit(one.union_id, "overlap"))
        elif one.starts_on < starts_on < years_later(one.starts_on, years_between):
            found.append(Hit(one.union_id, "years" if one.outcome == "used" else "used"))
    return tuple(dict.fromkeys(found))
