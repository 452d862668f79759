"""Counts rooms and heads while stays are planned, so that the plan fits in whatever order it is played."""

from collections import Counter

from scheduler.demo.catalogue import DemoSite
from scheduler.demo.people_shapes import DemoRooms

# A few rooms of every kind stay out of the plan, so that every base has something left to sell.
_PLANNED_PERCENT = 90
_FIRST_CHOICE = ("twin", "family", "suite", "king")


class Occupancy:
    """Every planned stay counts on all of its nights, whatever becomes of it later."""

    def __init__(self) -> None:
        self._rooms: Counter[tuple[str, str, int]] = Counter()
        self._heads: Counter[tuple[str, int]] = Counter()

    def rooms_for(
        self, site: DemoSite, *, nights: range, people: int, crew: int
    ) -> tuple[DemoRooms, ...]:
        """Rooms for the group on every one of the nights; none where rooms or seats are short."""
        busiest = max(self._heads[site.code, night] for night in nights)
        if busiest + people + crew > site.reception_limit:
            return ()
        wanted, left = Counter[str](), people
        singles = min(crew, self._free(site, "king", nights))
        wanted["king"], left = singles, left + crew - singles
        for code in _FIRST_CHOICE:
            left = _fill(wanted, site, code, left=left, free=self._free(site, code, nights))
        return _listed(wanted) if left <= 0 else ()

    def take(
        self, site: DemoSite, *, nights: range, rooms: tuple[DemoRooms, ...], heads: int
    ) -> None:
        for night in nights:
            self._heads[site.code, night] += heads
            for line in rooms:
                self._rooms[site.code, line.room_type, night] += line.rooms

    def _free(self, site: DemoSite, code: str, nights: range) -> int:
        physical = sum(kind.rooms for kind in site.room_types if kind.code == code)
        busiest = max(self._rooms[site.code, code, night] for night in nights)
        return max(0, physical * _PLANNED_PERCENT // 100 - busiest)


def _fill(wanted: Counter[str], site: DemoSite, code: str, *, left: int, free: int) -> int:
    beds = next((kind.beds for kind in site.room_types if kind.code == code), 0)
    if beds == 0 or left <= 0:
        return left
    rooms = min(free - wanted[code], -(-left // beds))
    wanted[code] += rooms
    return left - rooms * beds


def _listed(wanted: Counter[str]) -> tuple[DemoRooms, ...]:
    return tuple(DemoRooms(code, rooms) for code, rooms in wanted.items() if rooms > 0)
