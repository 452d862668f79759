"""A file that waits, judged against the list or the lists of this moment: what its page shows, and what taking it would do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.rosters.file_model import RosterFile
from booking.rosters.files.by_batch import BatchList, judge_by_batch
from booking.rosters.files.judging import Judged, judge_file
from booking.rosters.files.shelf import KEPT_DAYS, Waiting, plan_files, roster_files
from booking.rosters.standing import standing_on


@dataclass(frozen=True, slots=True)
class OpenFile:
    """`id` and `edition` say what was looked at. `columns` is field -> letter."""

    id: int
    edition: int
    name: str
    sheet: str
    others: tuple[str, ...]
    unread: tuple[str, ...]
    columns: Mapping[str, str]
    is_whole: bool
    rows_read: int
    rows_taken: int
    milliseconds: int
    sent_at: datetime
    judged: Judged

    @property
    def kept_until(self) -> datetime:
        return self.sent_at + timedelta(days=KEPT_DAYS)


@dataclass(frozen=True, slots=True)
class OpenPlanFile:
    """`file` is judged as a whole, `batches` what of it goes to which batch."""

    file: OpenFile
    batches: Mapping[int, Judged]


async def open_file(party_id: int) -> OpenFile | None:
    """The party's file that waits, judged against the list as it stands now."""
    row = await roster_files.waiting(party_id)
    if not isinstance(row, RosterFile):
        return None
    judged = judge_file(roster_files.rows(row), await standing_on(party_id), is_whole=row.is_whole)
    return _open(row, judged, is_whole=row.is_whole)


async def open_plan_file(plan_id: int, lists: Mapping[int, BatchList]) -> OpenPlanFile | None:
    """The plan's file that waits, judged against the batches' lists as they stand now."""
    row = await plan_files.waiting(plan_id)
    if row is None:
        return None
    judged = judge_by_batch(plan_files.rows(row), lists)
    return OpenPlanFile(_open(row, judged.whole, is_whole=False), judged.batches)


async def waiting_rows(party: str) -> int:
    """How many rows of an open file are not on this party's list yet."""
    row = await RosterFile.get_or_none(party__public_id=party, ended_at=None)
    return len(roster_files.rows(row)) if row else 0


def _open(row: Waiting, judged: Judged, *, is_whole: bool) -> OpenFile:
    notes = row.notes
    return OpenFile(
        row.id, row.edition, row.name, row.sheet, tuple(notes["others"]), tuple(notes["unread"]), notes["columns"],
        is_whole, row.rows_read, row.rows_taken, row.milliseconds, row.sent_at, judged,
    )  # fmt: skip
