"""One night of a stay: who sleeps in which rooms. A plan has one for each night, alike or not."""

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from typing import Any

from booking.stays.figures import latest
from booking.stays.models import StayNight
from booking.stays.nights import Bed
from sites import calendar
from sites.packages import Heads, Rooms


@dataclass(frozen=True)
class NightPlan:
    """Beds in the site's order, each type with at least one room."""

    heads: Heads
    beds: tuple[Bed, ...]

    @property
    def rooms(self) -> dict[int, int]:
        return {bed.room_type_id: bed.rooms for bed in self.beds}

    @property
    def places(self) -> int:
        return sum(bed.rooms * bed.beds for bed in self.beds)

    @property
    def priced(self) -> tuple[Heads, list[Rooms]]:
        """As a quote takes it."""
        return self.heads, [Rooms(bed.rooms, bed.beds) for bed in self.beds]

    def as_facts(self) -> dict[str, Any]:
        return {"heads": astuple(self.heads), "beds": [astuple(bed) for bed in self.beds]}

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> "NightPlan":
        return cls(Heads(*facts["heads"]), tuple(Bed(*bed) for bed in facts["beds"]))


Plan = Mapping[date, NightPlan]


async def rows_now(stay_id: int) -> list[StayNight]:
    """The newest version's rows with their room types, by night and in the site's order."""
    rows = latest(await StayNight.filter(stay_id=stay_id).prefetch_related("room_type"))
    return sorted(rows, key=lambda row: (row.date, row.room_type.position, row.room_type_id))


def plan_of(rows: Iterable[StayNight], number: str = "contracted") -> dict[date, NightPlan]:
    """Night by night one of the five numbers of `rows_now`."""
    by_night: dict[date, list[StayNight]] = {}
    for row in rows:
        by_night.setdefault(row.date, []).append(row)
    return {night: _night(kept, number) for night, kept in by_night.items()}


def _night(rows: list[StayNight], number: str) -> NightPlan:
    counts = [
        sum(getattr(row, f"{number}_{who}") or 0 for row in rows)
        for who in ("workers", "family", "crew")
    ]
    rooms = [(row, getattr(row, f"{number}_rooms") or 0) for row in rows]
    beds = tuple(Bed(row.room_type_id, n, row.room_type.beds) for row, n in rooms if n)
    return NightPlan(Heads(*counts), beds)


def wanted_from(site_id: int, plan: Plan) -> calendar.Wanted:
    """What a plan claims of the site's nights."""
    needs = {night: calendar.NightNeed(one.rooms, one.heads.total) for night, one in plan.items()}
    first, last = min(plan), max(plan)
    usual = needs[first]
    return calendar.Wanted(
        site_id, first, last + timedelta(days=1), usual.rooms, usual.people,
        apart={night: need for night, need in needs.items() if need != usual},
    )  # fmt: skip


def fullest(plan: Plan) -> dict[int, int]:
    """Rooms of each type on the night that has most of them."""
    most: dict[int, int] = {}
    for one in plan.values():
        for room_type_id, rooms in one.rooms.items():
            most[room_type_id] = max(rooms, most.get(room_type_id, 0))
    return most


def kept_plan(plan: Plan) -> dict[str, Any]:
    """As JSON, by ISO date."""
    return {night.isoformat(): one.as_facts() for night, one in plan.items()}


def plan_from(kept: Mapping[str, Any]) -> dict[date, NightPlan]:
    return {date.fromisoformat(day): NightPlan.from_facts(one) for day, one in kept.items()}
