"""People, rooms and beds as rooming sees them: no names, no numbers, only what decides who sleeps where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

ODD_RULES = ("single", "staff", "ask")


@dataclass(frozen=True, slots=True)
class Guest:
    """`bond` is the same for all who belong together (a couple, a family); `sex` is m, f, or empty where
    unknown; `place` is their place on the list.
    """

    id: str
    sex: str
    kind: str
    nights: frozenset[date]
    department: str = ""
    bond: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """One room of a type. On nights that have fewer rooms of the type, the last ones are not there."""

    key: str
    room_type_id: int
    beds: int
    nights: frozenset[date]


@dataclass(frozen=True, slots=True)
class Room:
    slot: Slot
    guests: tuple[Guest, ...] = ()
    is_locked: bool = False

    def on(self, night: date) -> tuple[Guest, ...]:
        return tuple(guest for guest in self.guests if night in guest.nights)

    def with_guest(self, guest: Guest) -> "Room":
        return Room(self.slot, (*self.guests, guest), self.is_locked)

    def without(self, guest_id: str) -> "Room":
        rest = tuple(guest for guest in self.guests if guest.id != guest_id)
        return Room(self.slot, rest, self.is_locked)


@dataclass(frozen=True, slots=True)
class Lodged:
    """`left` are those for whom no bed was found; the rooms are in the order of the slots, empty ones included."""

    rooms: tuple[Room, ...]
    left: tuple[Guest, ...]


def slots_of(supply: Mapping[date, Mapping[int, int]], beds: Mapping[int, int]) -> tuple[Slot, ...]:
    """Rooms by type and night made single rooms, in the order of `beds` (room type to beds)."""
    made = []
    for room_type_id, size in beds.items():
        most = max((rooms.get(room_type_id, 0) for rooms in supply.values()), default=0)
        for place in range(most):
            nights = frozenset(
                n for n, rooms in supply.items() if rooms.get(room_type_id, 0) > place
            )
            made.append(Slot(f"{room_type_id}-{place + 1}", room_type_id, size, nights))
    return tuple(made)


def lodged_in(rooms: Iterable[Room]) -> set[str]:
    return {guest.id for room in rooms for guest in room.guests}
