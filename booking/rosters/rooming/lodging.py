"""Laying people into rooms: who belongs together first, then by sex and department, and the odd one by the base's rule.

Greedy and in one order, so that the same people in the same rooms are always laid in the same way.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from booking.rosters.rooming.fitting import unfit
from booking.rosters.rooming.guests import Guest, Lodged, Room, Slot, lodged_in
from booking.rosters.rooming.sharing import share


def lodge(
    guests: Sequence[Guest],
    slots: Sequence[Slot],
    odd_rule: str = "single",
    kept: Iterable[Room] = (),
) -> Lodged:
    """A bed for everybody, as far as there are rooms.

    Whoever is in a `kept` room stays there while it and they still fit; the others are laid around them.
    `odd_rule` is single (alone), staff (beside a leader or driver), or ask (alone until the base answers).
    """
    house = _House(slots, guests, kept)
    house.lay_bonds()
    house.lay_beside_kept()
    for guest in house.waiting(sex=""):
        house.lay_alone(guest)
    house.lay_by_sex(odd_rule)
    for guest in house.waiting():
        house.lay_anywhere(guest)
    return Lodged(tuple(house.rooms[slot.key] for slot in slots), tuple(house.waiting()))


class _House:
    def __init__(
        self, slots: Sequence[Slot], guests: Sequence[Guest], kept: Iterable[Room]
    ) -> None:
        self.rooms = {slot.key: Room(slot) for slot in slots}
        self.guests = sorted(guests, key=_order)
        known = {guest.id: guest for guest in guests}
        for room in kept:
            self._keep(room, known)
        self.were_kept = {key for key, room in self.rooms.items() if room.guests}

    def _keep(self, room: Room, known: dict[str, Guest]) -> None:
        if room.slot.key not in self.rooms:
            return
        slot = self.rooms[room.slot.key].slot
        self.rooms[slot.key] = Room(slot, is_locked=room.is_locked)
        for guest in room.guests:
            now = known.get(guest.id)
            if (
                now
                and now.id not in lodged_in(self.rooms.values())
                and not unfit(self.rooms[slot.key], now)
            ):
                self.put(now, slot.key)

    def put(self, guest: Guest, key: str) -> None:
        self.rooms[key] = self.rooms[key].with_guest(guest)

    def waiting(self, sex: str | None = None) -> list[Guest]:
        there = lodged_in(self.rooms.values())
        return [g for g in self.guests if g.id not in there and (sex is None or g.sex == sex)]

    def free(self, nights: frozenset[date] = frozenset()) -> list[Slot]:
        return [
            room.slot
            for room in self.rooms.values()
            if not room.guests and not room.is_locked and nights <= room.slot.nights
        ]

    def lay_bonds(self) -> None:
        """The largest first: into the smallest room that holds all, else over the fewest rooms."""
        bonds: dict[str, list[Guest]] = {}
        for guest in self.waiting():
            if guest.bond:
                bonds.setdefault(guest.bond, []).append(guest)
        for bond, group in sorted(bonds.items(), key=lambda one: (-len(one[1]), one[0])):
            rest = self._beside_their_own(bond, group)
            if len(rest) > 1 or (rest and len(rest) < len(group)):
                self._lay_group(rest)

    def _beside_their_own(self, bond: str, group: list[Guest]) -> list[Guest]:
        for key in self.were_kept:
            room = self.rooms[key]
            if (
                room.guests
                and all(guest.bond == bond for guest in room.guests)
                and not room.is_locked
            ):
                group = [guest for guest in group if not self._put_if_fit(guest, key)]
        return group

    def _lay_group(self, group: list[Guest]) -> None:
        while len(group) > 1:
            free = self.free(frozenset().union(*(guest.nights for guest in group)))
            if not free:
                return
            holds = [slot for slot in free if slot.beds >= len(group)]
            slot = min(holds, key=_beds_of) if holds else max(free, key=_beds_of)
            if slot.beds < 2:
                return
            for guest in group[: slot.beds]:
                self.put(guest, slot.key)
            group = group[slot.beds :]

    def lay_beside_kept(self) -> None:
        """Who comes to a list that is laid already joins a free bed, the own department's first."""
        for guest in self.waiting():
            if guest.sex and not guest.bond:
                open_rooms = [key for key in self.were_kept if self._is_open_to(key, guest)]
                if open_rooms:
                    self.put(guest, min(open_rooms, key=lambda key: self._strangeness(key, guest)))

    def _is_open_to(self, key: str, guest: Guest) -> bool:
        room = self.rooms[key]
        alike = all(
            (g.kind == "crew") == (guest.kind == "crew") and not g.bond for g in room.guests
        )
        return alike and not room.is_locked and not unfit(room, guest)

    def _strangeness(self, key: str, guest: Guest) -> tuple[bool, bool, int]:
        room = self.rooms[key]
        others = {(g.nights, g.department) for g in room.guests}
        nights = {nights for nights, _department in others}
        return (
            nights != {guest.nights},
            others != {(guest.nights, guest.department)},
            [*self.rooms].index(key),
        )

    def lay_alone(self, guest: Guest) -> None:
        if free := self.free(guest.nights):
            self.put(guest, min(free, key=_beds_of).key)

    def lay_by_sex(self, odd_rule: str) -> None:
        men, women = self.waiting("m"), self.waiting("f")
        for_men, for_women = share(self.free(), len(men), len(women))
        mixed = {slot.key for slot in (*for_men, *for_women)}
        spare = [slot for slot in self.free() if slot.key not in mixed]
        for people, slots in ((men, for_men), (women, for_women)):
            self._lay_class(people, slots, spare, odd_rule)

    def _lay_class(
        self, people: list[Guest], slots: list[Slot], spare: list[Slot], odd_rule: str
    ) -> None:
        """Those of one sex: workers and family, then leaders and drivers, in rooms of their own where it can be."""
        crew = [guest for guest in people if guest.kind == "crew"]
        others = [guest for guest in people if guest.kind != "crew"]
        slots = list(slots)
        last = self._fill(others, slots)
        if crew and sum(slot.beds for slot in slots) < len(crew) and spare and odd_rule != "staff":
            slots.append(spare.pop(0))
        if last and (odd_rule == "staff" or sum(slot.beds for slot in slots) < len(crew)):
            crew = [guest for guest in crew if not self._put_if_fit(guest, last)]
        self._fill(crew, slots)

    def _fill(self, people: list[Guest], slots: list[Slot]) -> str:
        """Room by room; the key of the last one. `people` and `slots` lose what is used."""
        last = ""
        while people and slots:
            slot = slots.pop(0)
            for guest in _mates(people, slot.beds):
                people.remove(guest)
                if self._put_if_fit(guest, slot.key):
                    last = slot.key
        return last

    def lay_anywhere(self, guest: Guest) -> None:
        """A last look at every room: other nights may leave a bed."""
        for key, room in self.rooms.items():
            if not room.is_locked and self._put_if_fit(guest, key):
                return

    def _put_if_fit(self, guest: Guest, key: str) -> bool:
        fits = not unfit(self.rooms[key], guest)
        if fits:
            self.put(guest, key)
        return fits


def _mates(people: list[Guest], beds: int) -> list[Guest]:
    """As many as there are beds: of one department with the same nights, else the next ones."""
    alike: dict[tuple[frozenset[date], str], list[Guest]] = {}
    for guest in people:
        alike.setdefault((guest.nights, guest.department), []).append(guest)
    return next((group[:beds] for group in alike.values() if len(group) >= beds), people[:beds])


def _order(guest: Guest) -> tuple[list[date], bool, str, int, str]:
    return sorted(guest.nights), guest.kind == "crew", guest.department, guest.place, guest.id


def _beds_of(slot: Slot) -> int:
    return slot.beds
