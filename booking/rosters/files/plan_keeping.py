"""The list of a plan that waits: sealed, opened only to be judged against the batches' lists, forgotten once it is taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from booking.rosters.files.by_batch import BatchList, judge_by_batch
from booking.rosters.files.judging import Judged
from booking.rosters.files.keeping import KEPT_DAYS, NoFileOpen, OpenFile, SentFile
from booking.rosters.files.rows import FileRow
from booking.rosters.files.sealed_rows import (
    ENDED,
    mended_rows,
    notes_of,
    opened_rows,
    sealed_rows,
)
from booking.rosters.plan_file_model import PlanFile
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction, transaction
from sites.foundation.identifiers import public_id

TABLE = "plan_files"


@dataclass(frozen=True, slots=True)
class OpenPlanFile:
    """`file` is judged as a whole, `batches` what of it goes to which batch."""

    file: OpenFile
    batches: Mapping[int, Judged]


async def open_plan_file(plan_id: int, lists: Mapping[int, BatchList]) -> OpenPlanFile | None:
    """The plan's file that waits, judged against the lists as they stand now."""
    row = await PlanFile.get_or_none(plan_id=plan_id, ended_at=None)
    if row is None:
        return None
    notes, judged = row.notes, judge_by_batch(_rows(row), lists)
    file = OpenFile(
        row.id, row.edition, row.name, row.sheet, tuple(notes["others"]), tuple(notes["unread"]), notes["columns"],
        is_whole=False, rows_read=row.rows_read, rows_taken=row.rows_taken, milliseconds=row.milliseconds,
        sent_at=row.sent_at, judged=judged.whole,
    )  # fmt: skip
    return OpenPlanFile(file, judged.batches)


async def keep_plan_file(plan_id: int, sent: SentFile, *, by: Actor) -> None:
    """Put the file in the place of the one that waited; the same file again changes nothing, so nothing mended is lost."""
    demand_transaction()
    now = await PlanFile.get_or_none(plan_id=plan_id, ended_at=None)
    if now and now.digest == sent.digest:
        return
    await end_plan_file(plan_id)
    own, read = public_id(), sent.read
    await PlanFile.create(
        public_id=own, plan_id=plan_id, name=sent.name, digest=sent.digest, sheet=read.sheet[:80],
        notes=notes_of(read), rows_read=len(read.rows), milliseconds=sent.milliseconds,
        rows_sealed=sealed_rows(TABLE, own, read.rows), sent_at=clock.now(), sent_by_id=by.user_id,
    )  # fmt: skip


async def mend_plan_file(
    plan_id: int, cells: Mapping[tuple[int, str], str], *, without: Sequence[int] = ()
) -> None:
    """Write other texts into cells, and leave rows out. Refused: NoFileOpen."""
    demand_transaction()
    row = await _open_row(plan_id)
    await _write(row, mended_rows(_rows(row), cells, without))


async def shorten_plan_file(plan_id: int, waiting: Sequence[int], *, taken: int) -> None:
    """Only these rows wait on; without any the file has ended."""
    demand_transaction()
    row = await _open_row(plan_id)
    row.rows_taken += taken
    await row.save(update_fields=["rows_taken"])
    if waiting:
        await _write(row, [one for one in _rows(row) if one.line in {*waiting}])
    else:
        await end_plan_file(plan_id)


async def end_plan_file(plan_id: int) -> None:
    open_ = PlanFile.filter(plan_id=plan_id, ended_at=None)
    await open_.update(ended_at=clock.now(), **ENDED)


async def plan_files_too_old() -> list[int]:
    old = PlanFile.filter(ended_at=None, sent_at__lt=clock.now() - timedelta(days=KEPT_DAYS))
    return await old.values_list("id", flat=True)  # type: ignore[return-value]


@transaction
async def forget_plan_file(file_id: int) -> None:
    """For the sweep: what was not taken within a week is gone."""
    await PlanFile.filter(id=file_id, ended_at=None).update(ended_at=clock.now(), **ENDED)


async def _open_row(plan_id: int) -> PlanFile:
    row = await PlanFile.get_or_none(plan_id=plan_id, ended_at=None)
    if row is None:
        raise NoFileOpen
    return row


async def _write(row: PlanFile, rows: Sequence[FileRow]) -> None:
    row.rows_sealed = sealed_rows(TABLE, row.public_id, rows)
    row.edition += 1
    await row.save(update_fields=["rows_sealed", "edition"])


def _rows(row: PlanFile) -> list[FileRow]:
    return opened_rows(TABLE, row.public_id, row.rows_sealed)
