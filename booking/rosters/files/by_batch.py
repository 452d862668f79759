"""A list of a whole plan, each row against the list of the batch that it names: the rule, pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from booking.rosters.files.cells import CellFault, JudgedRow, judge_row
from booking.rosters.files.judging import Judged, TwiceInTheFile, judge_file
from booking.rosters.files.rows import FileRow
from booking.rosters.places import index_of
from booking.rosters.standing import Standing
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

NUMERALS = "零一二三四五六七八九"


class BatchOfRowMissing(Refusal):
    code = "roster_batch_missing"
    kind = Kind.BAD_INPUT
    words = N_("Write the number of the batch, for example 2.")


class BatchOfRowUnknown(Refusal):
    code = "roster_batch_unknown"
    kind = Kind.BAD_INPUT
    words = N_("The plan has no batch %(number)s.")


class BatchTakesNobody(Refusal):
    code = "roster_batch_closed"
    kind = Kind.BAD_INPUT
    words = N_("Batch %(number)s takes no names: it is not held, its names are closed, or it has begun.")  # fmt: skip


class InAnotherBatch(Refusal):
    code = "roster_in_another_batch"
    kind = Kind.BAD_INPUT
    words = N_("This person is on the list of batch %(number)s. Move them there, or leave this row out.")  # fmt: skip


@dataclass(frozen=True, slots=True)
class BatchList:
    """The list of a batch as it stands; `takes` says whether names may be added to it now."""

    takes: bool
    standing: tuple[Standing, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanJudged:
    """`whole` is the file row by row; `batches` what comes and changes in each batch that the file names soundly."""

    whole: Judged
    batches: Mapping[int, Judged]


def judge_by_batch(rows: Sequence[FileRow], lists: Mapping[int, BatchList]) -> PlanJudged:
    """Pure. `lists` has every batch of the plan under its number."""
    judged = {row.line: judge_row(row) for row in rows}
    misplaced = _misplaced(judged, lists)
    batches = {
        number: judge_file(part, lists[number].standing, is_whole=False)
        for number, part in _parts(rows, misplaced).items()
    }
    of_batches = {row.line: row for one in batches.values() for row in one.rows}
    told = tuple(of_batches.get(row.line) or _with(judged[row.line], misplaced[row.line]) for row in rows)  # fmt: skip
    whole = Judged(
        told, tuple(sorted((pair for one in batches.values() for pair in one.coming), key=lambda pair: pair[0])),
        tuple(sorted((change for one in batches.values() for change in one.changes), key=lambda change: change.line)),
        sum(one.same for one in batches.values()),
    )  # fmt: skip
    return PlanJudged(whole, batches)


def number_of(text: str) -> int | None:
    """2, 第2批, 第二批; None for whatever is no number of a batch."""
    found = re.fullmatch(r"第?([0-9]{1,2}|[一二三四五六七八九十]{1,3})批?", "".join(text.split()))
    if not found:
        return None
    return int(found[1]) if found[1].isascii() else _counted(found[1])


def _counted(numeral: str) -> int | None:
    """十二 is 12, 三十 is 30."""
    tens, ten, ones = numeral.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return None
    high = (NUMERALS.index(tens) if tens else 1) if ten else 0
    return high * 10 + (NUMERALS.index(ones) if ones else 0)


def _misplaced(judged: Mapping[int, JudgedRow], lists: Mapping[int, BatchList]) -> dict[int, Refusal]:  # fmt: skip
    """Rows that no batch takes, with why."""
    on = {one.index: number for number, each in lists.items() for one in each.standing if one.index}
    first: dict[str, int] = {}
    found: dict[int, Refusal] = {}
    for line, row in judged.items():
        if (refusal := _refused(row, lists, on) or _twice(row, first)) is not None:
            found[line] = refusal
    return found


def _refused(
    row: JudgedRow, lists: Mapping[int, BatchList], on: Mapping[str, int]
) -> Refusal | None:
    text = row.row.fields.get("batch", "")
    number = number_of(text)
    if number is None:
        return BatchOfRowMissing()
    if number not in lists:
        return BatchOfRowUnknown(number=number)
    if not lists[number].takes:
        return BatchTakesNobody(number=number)
    person = row.person
    index = index_of(person.document, person.number) if person and person.number else ""
    elsewhere = on.get(index, number)
    return InAnotherBatch(number=elsewhere) if elsewhere != number and not _is_there(index, lists[number]) else None  # fmt: skip


def _is_there(index: str, batch: BatchList) -> bool:
    return any(one.index == index for one in batch.standing)


def _twice(row: JudgedRow, first: dict[str, int]) -> Refusal | None:
    """Within one file a person goes once, whichever batches the rows name."""
    if row.person is None or not row.person.number:
        return None
    before = first.setdefault(row.person.number, row.line)
    return TwiceInTheFile(first=before) if before != row.line else None


def _parts(rows: Sequence[FileRow], misplaced: Mapping[int, Refusal]) -> dict[int, list[FileRow]]:
    found: dict[int, list[FileRow]] = {}
    for row in rows:
        number = number_of(row.fields.get("batch", ""))
        if row.line not in misplaced and number is not None:
            found.setdefault(number, []).append(row)
    return dict(sorted(found.items()))


def _with(row: JudgedRow, refusal: Refusal) -> JudgedRow:
    field = "number" if isinstance(refusal, TwiceInTheFile) else "batch"
    return replace(row, person=None, faults=(CellFault(field, refusal), *row.faults))
