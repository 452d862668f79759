"""A whole file against the list as it stands: who comes, who changes, who leaves, and what has to be put right first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from booking.rosters.drafts import TravellerDraft
from booking.rosters.files.cells import CellFault, JudgedRow, judge_row
from booking.rosters.files.rows import FileRow
from booking.rosters.places import index_of
from booking.rosters.standing import Standing
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

COMPARED = ("name", "kind", "sex", "department", "note", "phone")


class TwiceInTheFile(Refusal):
    code = "roster_twice_in_file"
    kind = Kind.BAD_INPUT
    words = N_(
        "The same person stands in row %(first)s. Correct the number, or leave this row out."
    )


@dataclass(frozen=True, slots=True)
class Change:
    """A person of the list whose row says something else: `fields` are the names of what."""

    line: int
    traveller: str
    person: TravellerDraft
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """`leaving` is empty unless the file is the whole list. What is sound and like the list is `same`."""

    rows: tuple[JudgedRow, ...] = ()
    coming: tuple[tuple[int, TravellerDraft], ...] = ()
    changes: tuple[Change, ...] = ()
    same: int = 0
    leaving: tuple[Standing, ...] = ()
    before: Mapping[str, Standing] = field(default_factory=dict)

    @property
    def faulty(self) -> tuple[JudgedRow, ...]:
        return tuple(row for row in self.rows if row.faults)

    @property
    def sound(self) -> int:
        return len(self.rows) - len(self.faulty)


def judge_file(rows: Sequence[FileRow], standing: Sequence[Standing], *, is_whole: bool) -> Judged:
    """Pure. A person is known again by the number, else by the name where the list has it once."""
    judged = _once_each([judge_row(row) for row in rows])
    known = _Known(standing)
    coming, changes, same = [], [], 0
    for one in sorted(judged, key=lambda row: not (row.person and row.person.number)):
        found = known.take(one)
        if one.person is None:
            continue
        if found is None:
            coming.append((one.line, one.person))
        elif fields := _unlike(one.person, found):
            changes.append(Change(one.line, found.public_id, one.person, fields))
        else:
            same += 1
    return Judged(
        tuple(judged), tuple(sorted(coming, key=lambda c: c[0])), tuple(sorted(changes, key=lambda c: c.line)),
        same, tuple(known.left) if is_whole else (), {one.public_id: one for one in standing},
    )  # fmt: skip


def _once_each(rows: list[JudgedRow]) -> list[JudgedRow]:
    first: dict[str, int] = {}
    for row in rows:
        if row.person and row.person.number:
            first.setdefault(row.person.number, row.line)
    return [_once(row, first) for row in rows]


def _once(row: JudgedRow, first: Mapping[str, int]) -> JudgedRow:
    before = first.get(row.person.number, row.line) if row.person else row.line
    if before == row.line:
        return row
    return replace(row, person=None, faults=(CellFault("number", TwiceInTheFile(first=before)),))


class _Known:
    """The list, from which each row takes the one whom it means; who is left over is not in the file."""

    def __init__(self, standing: Sequence[Standing]) -> None:
        self.left = list(standing)

    def take(self, row: JudgedRow) -> Standing | None:
        found = self._by_number(row.person) or self._by_name(row)
        if found:
            self.left.remove(found)
        return found

    def _by_number(self, person: TravellerDraft | None) -> Standing | None:
        if person is None or not person.number:
            return None
        index = index_of(person.document, person.number)
        return next((one for one in self.left if one.index == index), None)

    def _by_name(self, row: JudgedRow) -> Standing | None:
        """Two numbers under one name are two people; a faulty row may mean anybody of its name."""
        has_number = bool(row.person and row.person.number)
        name = row.person.name if row.person else row.name
        same = [one for one in self.left if one.name == name and not (has_number and one.index)]
        return same[0] if len(same) == 1 else None


def _unlike(person: TravellerDraft, now: Standing) -> tuple[str, ...]:
    """An empty cell takes nothing away."""
    fields = [
        name
        for name in COMPARED
        if getattr(person, name) and getattr(person, name) != getattr(now, name)
    ]
    if person.number and index_of(person.document, person.number) != now.index:
        fields.append("number")
    return tuple(fields)
