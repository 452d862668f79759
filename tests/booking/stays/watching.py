"""What is free, what stands in stay nights and quotas, looked at again and again: what changed between two looks was told.

Not told how, but told at all: by an event of a stay, or by a letter in the outbox, of the type that docs/api.md promises.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from booking import quotas
from booking.stays.models import StayEvent
from booking.webhooks.noting import notes_of
from sites.foundation import clock
from sites.foundation.database import fetch
from sites.foundation.outbox import OutboxRow

NUMBERS = ("contracted", "reserved", "picked_up", "arrived", "charged")
PARTS = ("rooms", "workers", "family", "crew")
# A stay that begins, moves or ends says all of its numbers with it; within a state each has its own type.
TELLS = {
    "contracted": {"stay.changed", "stay_nights.amended"},
    "reserved": {"stay.changed", "stay_nights.amended", "stay_nights.released"},
    "picked_up": {"stay_nights.picked_up"},
    "arrived": {"stay_nights.arrived"},
    "charged": {"stay_nights.charged"},
}
OPEN = "has_waiters AND first_refusal_until IS NOT NULL"
FREE = (
    "SELECT n.site_id, n.room_type_id, n.date, n.sell_limit - n.held - n.sold AS rooms, n.is_closed, n.no_arrival, n.no_departure, "
    "n.min_stay, n.max_stay, n.min_through, n.max_through, n.book_from, n.book_until, r.people_limit - r.held - r.sold AS people, "
    f"CASE WHEN {OPEN} AND n.sell_limit > n.held + n.sold AND NOT n.is_closed THEN 1 ELSE 0 END AS is_kept "
    "FROM nights n JOIN receptions r ON r.site_id = n.site_id AND r.date = n.date WHERE n.date >= $1 AND n.date < $2"
)  # fmt: skip
LEFT = (
    "SELECT id, ceiling, used_here, used_below, granted, over_by, opens_at, closed_at FROM quotas"
)
DAYS = timedelta(days=60)
State = dict[Any, tuple[Any, ...]]


@dataclass
class Told:
    nights: list[tuple[int, str, str]] = field(default_factory=list)
    stays: dict[int, set[str]] = field(default_factory=dict)
    quotas: set[int] = field(default_factory=set)

    def has_night(self, site_id: int, day: str) -> bool:
        return any(site == site_id and first <= day < until for site, first, until in self.nights)


class Watch:
    """`seen` are the kinds of changes that were seen and told."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self._letters = 0
        self._before: tuple[State, State, State] | None = None
        self._first = clock.today()

    async def look(self) -> list[str]:
        """What changed since the last look and was not told; nothing at the first."""
        now, before = await _state(self._first), self._before
        told, self._letters = await _told(self._letters)
        self._before = now
        if before is None:
            return []
        return [*self._nights(before[0], now[0], told), *self._numbers(before[1], now[1], told), *self._quotas(before[2], now[2], told)]  # fmt: skip

    def _nights(self, before: State, now: State, told: Told) -> list[str]:
        today = str(clock.today())
        changed = {(site, day) for site, _kind, day in _changed(before, now) if day >= today}
        self.seen |= {"nights"} if changed else set()
        return [f"night {day} of {site}" for site, day in sorted(changed) if not told.has_night(site, day)]  # fmt: skip

    def _numbers(self, before: State, now: State, told: Told) -> list[str]:
        found = []
        for key in _changed(before, now):
            stay, _kind, _day, number = key
            self.seen.add(number)
            if not TELLS[number] & told.stays.get(stay, set()):
                found.append(f"{number} of stay {stay}: {before.get(key)} to {now.get(key)}, told {told.stays.get(stay)}")  # fmt: skip
        return found

    def _quotas(self, before: State, now: State, told: Told) -> list[str]:
        changed = _changed(before, now)
        self.seen |= {"quotas"} if changed else set()
        return [f"quota {one}" for (one,) in changed if one not in told.quotas]


def _changed(before: State, now: State) -> list[Any]:
    return [key for key in before.keys() | now.keys() if before.get(key) != now.get(key)]


async def _state(first: date) -> tuple[State, State, State]:
    nights = {
        (row["site_id"], row["room_type_id"], str(row["date"])): tuple(row.values())[3:]
        for row in await fetch(FREE, first, first + DAYS)
    }
    left = {(row["id"],): tuple(row.values())[1:] for row in await fetch(LEFT)}
    return nights, await _stay_nights(), left


async def _stay_nights() -> State:
    """Of the highest contracted version; a stay that has just begun has all its numbers with its first event."""
    found: State = {}
    for row in await fetch("SELECT * FROM stay_nights ORDER BY version"):
        for number in NUMBERS:
            values = tuple(row[f"{number}_{part}"] for part in PARTS)
            if any(values):
                found[row["stay_id"], row["room_type_id"], str(row["date"]), number] = values
            else:
                found.pop((row["stay_id"], row["room_type_id"], str(row["date"]), number), None)
    return found


async def _told(after: int) -> tuple[Told, int]:
    told, last = Told(), after
    for letter in await OutboxRow.filter(id__gt=after).order_by("id"):
        last = letter.id
        if letter.topic == "nights.changed":
            told.nights.append((letter.payload["site_id"], letter.payload["first"], letter.payload["until"]))  # fmt: skip
        elif letter.topic == "quota.changed":
            told.quotas |= set(await quotas.with_all_above(letter.payload["quotas"]))
        elif letter.topic == "stay_nights.picked_up":
            told.stays.setdefault(letter.payload["stay_id"], set()).add(letter.topic)
        elif letter.topic == "stay.moved":
            await _hear(told, letter.payload["event_id"])
    return told, last


async def _hear(told: Told, event_id: int) -> None:
    event = await StayEvent.get(id=event_id).prefetch_related("stay__site")
    for note in notes_of(event):
        if note.kind == "nights.changed":
            told.nights.append((event.stay.site_id, note.data["from"], note.data["to"]))
        else:
            told.stays.setdefault(event.stay_id, set()).add(note.kind)
