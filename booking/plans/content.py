"""What a plan says: who is entitled, what may be spent, and the batches with their wished days and sizes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from sites.foundation.language import N_

MOST_BATCHES = 40
# Where a batch is to go, seen from the union: what its rules and its budget distinguish.
TERRITORIES: dict[str, str] = {
    "city": N_("own city"),
    "province": N_("own province"),
    "recognised": N_("recognised bases outside"),
    "elsewhere": N_("elsewhere, paired-aid areas"),
}


@dataclass(frozen=True, slots=True)
class PlannedBatch:
    """`id` stays the same from version to version. `day` is the wished arrival, `fen_each` the cost of one worker."""

    id: str
    day: date
    nights: int
    people: int
    territory: str
    programme: str = ""
    fen_each: int = 0

    @property
    def until(self) -> date:
        return self.day + timedelta(days=self.nights)

    @property
    def person_nights(self) -> int:
        return self.people * self.nights

    @property
    def fen(self) -> int:
        return self.people * self.fen_each

    def stored(self) -> dict[str, Any]:
        return {**asdict(self), "day": self.day.isoformat()}


def batch_from(kept: Mapping[str, Any]) -> PlannedBatch:
    return PlannedBatch(**{**kept, "day": date.fromisoformat(kept["day"])})


@dataclass(frozen=True, slots=True)
class PlanContent:
    """`entitled` are all who may travel this year; `budget` is the line for it in fen, 0 where none is set."""

    entitled: int
    budget: int
    batches: tuple[PlannedBatch, ...]

    @property
    def people(self) -> int:
        return sum(one.people for one in self.batches)

    @property
    def person_nights(self) -> int:
        return sum(one.person_nights for one in self.batches)

    @property
    def fen(self) -> int:
        return sum(one.fen for one in self.batches)

    def numbered(self) -> tuple[tuple[int, PlannedBatch], ...]:
        """Batches by wished day, counted from 1: the number by which people call them."""
        return tuple(enumerate(in_order(self.batches), start=1))


def in_order(batches: Iterable[PlannedBatch]) -> list[PlannedBatch]:
    return sorted(batches, key=lambda one: (one.day, one.id))


@dataclass(frozen=True, slots=True)
class BatchChange:
    """`was` is None for a batch that came, `now` for one that went; `number` as the version that has it counts."""

    number: int
    was: PlannedBatch | None
    now: PlannedBatch | None


def differences(before: PlanContent, after: PlanContent) -> tuple[BatchChange, ...]:
    """What of the batches differs, in the order of the later version and then what went."""
    was = {one.id: one for one in before.batches}
    kept = {one.id for one in after.batches}
    changed = [
        BatchChange(number, was.get(one.id), one)
        for number, one in after.numbered()
        if was.get(one.id) != one
    ]
    gone = [
        BatchChange(number, one, None) for number, one in before.numbered() if one.id not in kept
    ]
    return (*changed, *gone)


def sums_by(batches: Sequence[PlannedBatch], name: str) -> dict[str, tuple[int, int, int]]:
    """Batches, people and person-nights by programme or territory, in the order in which they come."""
    found: dict[str, tuple[int, int, int]] = {}
    for one in batches:
        count, people, nights = found.get(getattr(one, name), (0, 0, 0))
        found[getattr(one, name)] = (count + 1, people + one.people, nights + one.person_nights)
    return found
