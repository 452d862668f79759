"""Whether a change only grows or only shrinks a stay, night by night, in rooms of each type and in people. Pure."""

from datetime import date

from booking.stays.figures import WHO
from booking.stays.night_plan import Plan

# By night, and by room type or kind of head.
Taken = dict[tuple[date, int | str], int]


def is_pure(before: Plan, after: Plan, *, grows: bool = True, shrinks: bool = True) -> bool:
    """Nothing grows, or nothing shrinks; `grows` and `shrinks` say which of both is meant."""
    was, becomes = _taken(before), _taken(after)
    more = any(amount > was.get(key, 0) for key, amount in becomes.items())
    less = any(amount > becomes.get(key, 0) for key, amount in was.items())
    return (grows and not less) or (shrinks and not more)


def _taken(plan: Plan) -> Taken:
    taken: Taken = {}
    for night, one in plan.items():
        taken |= {(night, kind): rooms for kind, rooms in one.rooms.items()}
        taken |= {(night, who): getattr(one.heads, who) for who in WHO}
    return taken
