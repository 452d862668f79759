"""Where files of one kind wait: one open file for each owner, its rows sealed together, forgotten as soon as they are on a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from booking.rosters.file_model import RosterFile
from booking.rosters.files.rows import FileRead, FileRow
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
from sites.foundation.errors import Kind, Refusal
from sites.foundation.identifiers import public_id
from sites.foundation.language import N_

KEPT_DAYS = 7
Waiting = RosterFile | PlanFile


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


@dataclass(frozen=True)
class Shelf:
    """`owner` names the column that says whose file it is; `table` is the place to which rows are sealed."""

    model: type[RosterFile] | type[PlanFile]
    owner: str
    table: str

    async def waiting(self, owner_id: int) -> Waiting | None:
        return await self.model.filter(**{self.owner: owner_id}, ended_at=None).first()

    def rows(self, row: Waiting) -> list[FileRow]:
        return opened_rows(self.table, row.public_id, row.rows_sealed)

    async def keep(self, owner_id: int, sent: SentFile, *, by: Actor, **more: Any) -> None:
        """Put the file in the place of the one that waited; the same file again changes nothing, so nothing mended is lost."""
        demand_transaction()
        now = await self.waiting(owner_id)
        if now and now.digest == sent.digest and all(getattr(now, k) == v for k, v in more.items()):
            return
        await self.end(owner_id)
        own, read = public_id(), sent.read
        whose: dict[str, Any] = {self.owner: owner_id, **more}
        await self.model.create(
            public_id=own, name=sent.name, digest=sent.digest, sheet=read.sheet[:80], notes=notes_of(read),
            rows_read=len(read.rows), milliseconds=sent.milliseconds, rows_sealed=sealed_rows(self.table, own, read.rows),
            sent_at=clock.now(), sent_by_id=by.user_id, **whose,
        )  # fmt: skip

    async def mend(
        self, owner_id: int, cells: Mapping[tuple[int, str], str], *, without: Sequence[int] = ()
    ) -> None:
        """Write other texts into cells, and leave rows out. Refused: NoFileOpen."""
        demand_transaction()
        row = await self._open(owner_id)
        await self._write(row, mended_rows(self.rows(row), cells, without))

    async def shorten(self, owner_id: int, waiting: Sequence[int], *, taken: int) -> None:
        """Only these rows wait on; without any the file has ended. Refused: NoFileOpen."""
        demand_transaction()
        row = await self._open(owner_id)
        row.rows_taken += taken
        await row.save(update_fields=["rows_taken"])
        if waiting:
            await self._write(row, [one for one in self.rows(row) if one.line in {*waiting}])
        else:
            await self.end(owner_id)

    async def end(self, owner_id: int) -> None:
        open_ = self.model.filter(**{self.owner: owner_id}, ended_at=None)
        await open_.update(ended_at=clock.now(), **ENDED)

    async def too_old(self) -> list[int]:
        before = clock.now() - timedelta(days=KEPT_DAYS)
        old = self.model.filter(ended_at=None, sent_at__lt=before)
        return await old.values_list("id", flat=True)  # type: ignore[return-value]

    @transaction
    async def forget(self, file_id: int) -> None:
        """For the sweep: what was not taken within a week is gone."""
        await self.model.filter(id=file_id, ended_at=None).update(ended_at=clock.now(), **ENDED)

    async def _open(self, owner_id: int) -> Waiting:
        row = await self.waiting(owner_id)
        if row is None:
            raise NoFileOpen
        return row

    async def _write(self, row: Waiting, rows: Sequence[FileRow]) -> None:
        row.rows_sealed = sealed_rows(self.table, row.public_id, rows)
        row.edition += 1
        await row.save(update_fields=["rows_sealed", "edition"])


roster_files = Shelf(RosterFile, "party_id", "roster_files")
plan_files = Shelf(PlanFile, "plan_id", "plan_files")
