"""Organisations, the people in them, what they may do, and how they come in."""

from booking.people.founding import Founded, NewOrganisation, NewPerson, found
from booking.people.open_holds import (
    TooManyHolds,
    UnionNotVerified,
    give_back_open_hold,
    may_hold,
    take_open_hold,
)
from booking.people.permissions import NotGranted, demand, desk_of, grants, roles_of
from booking.people.recall import actor_of_member, recall

__all__ = [
    "Founded",
    "NewOrganisation",
    "NewPerson",
    "NotGranted",
    "TooManyHolds",
    "UnionNotVerified",
    "actor_of_member",
    "demand",
    "desk_of",
    "found",
    "give_back_open_hold",
    "grants",
    "may_hold",
    "recall",
    "roles_of",
    "take_open_hold",
]
