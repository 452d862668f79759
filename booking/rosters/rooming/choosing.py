"""Where a person who is picked up may be put down, and with whom they may change."""

from collections.abc import Sequence
from dataclasses import dataclass

from booking.rosters.rooming.fitting import unfit
from booking.rosters.rooming.guests import Guest, Room


@dataclass(frozen=True, slots=True)
class Choices:
    """Keys of rooms with a bed for the person, and ids of those with whom they may change beds."""

    rooms: frozenset[str]
    guests: frozenset[str]


def choices(rooms: Sequence[Room], guest: Guest) -> Choices:
    """Their own room is none of them. Whoever is locked in has no choice."""
    own = next((room for room in rooms if guest in room.guests), None)
    if own is not None and own.is_locked:
        return Choices(frozenset(), frozenset())
    others = [room for room in rooms if room is not own and not room.is_locked]
    free = frozenset(room.slot.key for room in others if not unfit(room, guest))
    return Choices(free, frozenset(_in_exchange(others, guest, own)))


def _in_exchange(others: Sequence[Room], guest: Guest, own: Room | None) -> list[str]:
    left = own.without(guest.id) if own else None
    return [
        other.id
        for room in others
        for other in room.guests
        if not unfit(room.without(other.id), guest) and (left is None or not unfit(left, other))
    ]
