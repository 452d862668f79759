"""One night of one base: what is free, and which limit is the smallest. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sites.calendar.booking_window import BookingWindow

# What stops a group, or limits a night. The smallest limit wins and is named.
NOT_OPENED, SHUT, EARLY, LATE = "not_opened", "closed", "not_bookable_yet", "no_longer_bookable"
NO_ARRIVAL, NO_DEPARTURE = "no_arrival", "no_departure"
MIN_STAY, MAX_STAY, MIN_THROUGH, MAX_THROUGH = "min_stay", "max_stay", "min_through", "max_through"
ROOMS, BEDS, RECEPTION, CHANGING = "rooms", "beds", "reception", "changing_rooms"
SINGLES, FAMILIES = "singles", "families"
# Enough is there, but others hold it, or it is kept for groups that wait.
HELD, KEPT = "held", "kept"
CLOSED, TOO_EARLY, TOO_LATE = -1, -2, -3
BARRED = {CLOSED: SHUT, TOO_EARLY: EARLY, TOO_LATE: LATE}


@dataclass(frozen=True, slots=True)
class Manners:
    """What a night asks of a stay: `min_stay`, `max_stay` of one that begins with it, `..._through` of any that has it."""

    no_arrival: bool = False
    no_departure: bool = False
    min_stay: int = 1
    max_stay: int = 30
    min_through: int = 1
    max_through: int = 30


@dataclass(frozen=True, slots=True)
class TypeDays:
    """One room type: free rooms by day; CLOSED, TOO_EARLY or TOO_LATE; None where the night is not opened.

    Beside them, by day: rooms that others hold, rooms that are kept for waiting groups, and, where the night may
    not be booked now, from or until how many days before it that is.
    """

    beds: int
    free: list[int | None]
    manners: dict[int, Manners] = field(default_factory=dict)
    held: dict[int, int] = field(default_factory=dict)
    kept: dict[int, int] = field(default_factory=dict)
    days: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FreeNight:
    """`places` = the smaller of free beds and people that may still be received. `limit` names it.

    `with_kept`: places if nothing were kept for waiting groups; `with_held`: if nobody held anything either.
    `days` before it the night may be booked, from or until, where that is the limit.
    """

    night: date
    rooms: int
    beds: int
    people: int
    places: int
    limit: str
    # What is free is the same night whoever holds the rest; the search's model keeps the first alone.
    with_kept: int = field(default=0, compare=False)
    with_held: int = field(default=0, compare=False)
    days: int = 0

    @property
    def kept(self) -> int:
        return max(0, self.with_kept - self.places)

    @property
    def held(self) -> int:
        return max(0, self.with_held - max(self.with_kept, self.places))

    @property
    def bookable_from(self) -> date | None:
        """The day from which it may be booked, until then."""
        return self.night - timedelta(days=self.days) if self.limit == EARLY else None

    @property
    def bookable_until(self) -> date | None:
        """The last day on which it could be booked, after that."""
        return self.night - timedelta(days=self.days) if self.limit == LATE else None


def bar(kind: TypeDays, place: int, window: BookingWindow, *, ahead: int) -> None:
    """Where a night on sale, so many days ahead, may not be booked today, let it say so instead of its rooms."""
    free = kind.free[place]
    if free is None or free == CLOSED:
        return
    if window.earliest is not None and window.is_early(ahead=ahead):
        kind.free[place], kind.days[place] = TOO_EARLY, window.earliest
    elif window.is_late(ahead=ahead):
        kind.free[place], kind.days[place] = TOO_LATE, window.latest


def free_night(
    night: date, place: int, types: Sequence[TypeDays], people: int | None, *, people_held: int = 0
) -> FreeNight:
    opened = [kind for kind in types if kind.free[place] is not None]
    if not opened or people is None:
        return FreeNight(night, 0, 0, 0, 0, NOT_OPENED)
    sold = [(kind, free) for kind in opened if (free := kind.free[place] or 0) >= 0]
    if not sold:
        return _barred(night, place, opened, people)
    rooms = sum(free for _kind, free in sold)
    beds = sum(kind.beds * free for kind, free in sold)
    kept = beds + sum(kind.beds * kind.kept.get(place, 0) for kind, _free in sold)
    held = kept + sum(kind.beds * kind.held.get(place, 0) for kind, _free in sold)
    limit = RECEPTION if people < beds else BEDS if rooms else ROOMS
    return FreeNight(
        night, rooms, beds, people, min(beds, people), limit,
        with_kept=min(kept, people), with_held=min(held, people + people_held),
    )  # fmt: skip


def _barred(night: date, place: int, opened: Sequence[TypeDays], people: int) -> FreeNight:
    """No room type is sold. What time alone will change is said first."""
    early = [kind.days[place] for kind in opened if kind.free[place] == TOO_EARLY]
    late = [kind.days[place] for kind in opened if kind.free[place] == TOO_LATE]
    if early:
        return FreeNight(night, 0, 0, people, 0, EARLY, days=max(early))
    if late:
        return FreeNight(night, 0, 0, people, 0, LATE, days=min(late))
    return FreeNight(night, 0, 0, people, 0, SHUT)
