"""The file that waits: its rows sealed together, opened only to be judged, forgotten as soon as they are on the list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.rosters.file_model import RosterFile
from booking.rosters.files.judging import Judged, judge_file
from booking.rosters.files.rows import FileRead, FileRow
from booking.rosters.files.sealed_rows import (
    ENDED,
    mended_rows,
    notes_of,
    opened_rows,
    sealed_rows,
)
from booking.rosters.standing import standing_on
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction, transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.identifiers import public_id
from sites.foundation.language import N_

KEPT_DAYS, TABLE = 7, "roster_files"


class NoFileOpen(Refusal):
    code = "roster_no_file_open"
    kind = Kind.CONFLICT
    words = N_(
        "No file waits here any more: it was taken, dropped or is a week old. Send it again."
    )


class FileMoved(Refusal):
    code = "roster_file_moved"
    kind = Kind.CONFLICT
    words = N_("Since this page was drawn the file or the list has changed. Look at it again.")


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it was read; `name` and `digest` tell it from another one."""

    name: str
    digest: str
    read: FileRead
    milliseconds: int


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


async def open_file(party_id: int) -> OpenFile | None:
    """The party's file that waits, judged against the list as it stands now."""
    row = await RosterFile.get_or_none(party_id=party_id, ended_at=None)
    if row is None:
        return None
    notes = row.notes
    judged = judge_file(_rows(row), await standing_on(party_id), is_whole=row.is_whole)
    return OpenFile(
        row.id, row.edition, row.name, row.sheet, tuple(notes["others"]), tuple(notes["unread"]), notes["columns"],
        row.is_whole, row.rows_read, row.rows_taken, row.milliseconds, row.sent_at, judged,
    )  # fmt: skip


async def waiting_rows(party: str) -> int:
    """How many rows of an open file are not on this party's list yet."""
    row = await RosterFile.get_or_none(party__public_id=party, ended_at=None)
    return len(_rows(row)) if row else 0


async def keep_file(party_id: int, sent: SentFile, *, is_whole: bool, by: Actor) -> None:
    """Put the file in the place of the one that waited; the same file again changes nothing, so nothing mended is lost."""
    demand_transaction()
    now = await RosterFile.get_or_none(party_id=party_id, ended_at=None)
    if now and (now.digest, now.is_whole) == (sent.digest, is_whole):
        return
    await end_file(party_id)
    own, read = public_id(), sent.read
    await RosterFile.create(
        public_id=own, party_id=party_id, name=sent.name, digest=sent.digest, sheet=read.sheet[:80],
        notes=notes_of(read), is_whole=is_whole, rows_read=len(read.rows), milliseconds=sent.milliseconds,
        rows_sealed=sealed_rows(TABLE, own, read.rows), sent_at=clock.now(), sent_by_id=by.user_id,
    )  # fmt: skip


async def mend_file(
    party_id: int, cells: Mapping[tuple[int, str], str], *, without: Sequence[int] = ()
) -> None:
    """Write other texts into cells, and leave rows out. Refused: NoFileOpen."""
    demand_transaction()
    row = await _open_row(party_id)
    await _write(row, mended_rows(_rows(row), cells, without))


async def shorten_file(party_id: int, waiting: Sequence[int], *, taken: int) -> None:
    """Only these rows wait on; without any the file has ended."""
    demand_transaction()
    row = await _open_row(party_id)
    row.rows_taken += taken
    await row.save(update_fields=["rows_taken"])
    if waiting:
        await _write(row, [one for one in _rows(row) if one.line in {*waiting}])
    else:
        await end_file(party_id)


async def end_file(party_id: int) -> None:
    open_ = RosterFile.filter(party_id=party_id, ended_at=None)
    await open_.update(ended_at=clock.now(), **ENDED)


async def files_too_old() -> list[int]:
    old = RosterFile.filter(ended_at=None, sent_at__lt=clock.now() - timedelta(days=KEPT_DAYS))
    return await old.values_list("id", flat=True)  # type: ignore[return-value]


@transaction
async def forget_file(file_id: int) -> None:
    """For the sweep: what was not taken within a week is gone."""
    await RosterFile.filter(id=file_id, ended_at=None).update(ended_at=clock.now(), **ENDED)


async def _open_row(party_id: int) -> RosterFile:
    row = await RosterFile.get_or_none(party_id=party_id, ended_at=None)
    if row is None:
        raise NoFileOpen
    return row


async def _write(row: RosterFile, rows: Sequence[FileRow]) -> None:
    row.rows_sealed = sealed_rows(TABLE, row.public_id, rows)
    row.edition += 1
    await row.save(update_fields=["rows_sealed", "edition"])


def _rows(row: RosterFile) -> list[FileRow]:
    return opened_rows(TABLE, row.public_id, row.rows_sealed)
