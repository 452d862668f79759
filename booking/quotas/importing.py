"""Quotas from a spreadsheet: tried out whole and taken back for the preview, stored only when somebody confirms."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from booking.people import demand
from booking.quotas.changing import change_alone
from booking.quotas.consequences import Consequences
from booking.quotas.drafts import demand_reason
from booking.quotas.filling import Taking, Trips
from booking.quotas.lines import QuotaLine, lines_for
from booking.quotas.making import NEEDS, make_alone
from booking.quotas.refusals import QuotaUnchanged
from booking.quotas.register import hold_alone
from booking.quotas.sheet import (
    ListedQuota,
    QuotaList,
    SheetFault,
    cell_of,
    columns,
    read_quota_sheet,
)
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Refusal
from sites.foundation.language import N_, _
from sites.foundation.words import say

EVER = (date(2000, 1, 1), date(2100, 1, 1))


class QuotaListOvertaken(Refusal):
    code = "quota_list_out_of_date"
    words = N_("Since the preview something has changed. Send the file once more.")


@dataclass(frozen=True)
class Tried:
    """What a row would do: None where it changes nothing."""

    row: ListedQuota
    is_new: bool
    does: Consequences | None


@dataclass(frozen=True)
class Trial:
    """What the whole list would do, or what is wrong with it."""

    tried: tuple[Tried, ...] = ()
    faults: tuple[SheetFault, ...] = ()

    @property
    def rows(self) -> tuple[ListedQuota, ...]:
        return tuple(one.row for one in self.tried)

    def count(self, *, is_new: bool, changes: bool) -> int:
        return sum(one.is_new == is_new and (one.does is not None) == changes for one in self.tried)


class _TriedOut(Exception):
    """Ends a trial: its transaction is rolled back."""

    def __init__(self, trial: Trial) -> None:
        super().__init__()
        self.trial = trial


async def preview_import(data: bytes, *, trips: Trips, by: Actor) -> Trial:
    """What an import would do, with every fault by its cell. Stores nothing. Needs `quotas.manage`.

    Refused whole: NotASpreadsheet, QuotaListTooLong.
    """
    demand(by, NEEDS)
    listed: QuotaList = await asyncio.to_thread(read_quota_sheet, data)
    if listed.faults:
        return Trial(faults=listed.faults)
    try:
        await _try_out(listed.rows, trips=trips, by=by)
    except _TriedOut as done:
        return done.trial
    raise AssertionError  # a trial always ends so


@transaction
async def _try_out(rows: Sequence[ListedQuota], *, trips: Trips, by: Actor) -> None:
    await hold_alone()
    raise _TriedOut(await _apply(rows, why=_("Preview"), trips=trips, by=by))


@transaction
async def import_quotas(rows: Sequence[ListedQuota], *, why: str, trips: Trips, by: Actor) -> int:
    """Make and change what the rows say, all or nothing, judged anew; how many. `why` stands in every history.

    Needs `quotas.manage`. Refused: ReasonMissing, QuotaListOvertaken.
    """
    demand(by, NEEDS)
    demand_reason(why)
    await hold_alone()
    trial = await _apply(rows, why=why, trips=trips, by=by)
    if trial.faults:
        raise QuotaListOvertaken
    return sum(one.does is not None for one in trial.tried)


async def _apply(rows: Sequence[ListedQuota], *, why: str, trips: Trips, by: Actor) -> Trial:
    """Row by row in an order in which shares always fit: what is lowered first, then parents before their shares."""
    known = await lines_for(by)
    places = _Places(rows, known)
    once = await _read_once(trips)
    tried, faults = list[Tried](), list[SheetFault]()
    for row in places.in_order():
        try:
            tried.append(await _row(row, places, why=why, trips=once, by=by))
        except Refusal as refusal:
            faults.append(SheetFault(_cell(refusal, row), say(refusal)))
    return Trial(
        tuple(sorted(tried, key=lambda one: one.row.line)),
        tuple(sorted(faults, key=lambda one: int("".join(filter(str.isdigit, one.cell))))),
    )  # fmt: skip


async def _read_once(trips: Trips) -> Trips:
    """Nobody claims meanwhile: every row is judged by the same trips."""
    every = await trips(*EVER)

    async def read(first: date, until: date) -> Sequence[Taking]:  # noqa: ARG001 - all of them will do
        return every

    return read


async def _row(row: ListedQuota, places: "_Places", *, why: str, trips: Trips, by: Actor) -> Tried:
    parent = places.parent_of(row)
    if not row.quota:
        made, does = await make_alone(row.draft, parent=parent, why=why, trips=trips, by=by)
        places.made[row.line] = made
        return Tried(row, is_new=True, does=does)
    draft = replace(row.draft, manager="")
    try:
        does = await change_alone(row.quota, draft, why=why, seen=row.version, trips=trips, by=by)
    except QuotaUnchanged:
        return Tried(row, is_new=False, does=None)
    return Tried(row, is_new=False, does=does)


NOT_NAMED = {"quota_unknown": "quota", "quota_changed_meanwhile": "version"}


def _cell(refusal: Refusal, row: ListedQuota) -> str:
    """The cell that the refusal is about; a limit that does not fit stands at the limit."""
    known = {column.name for column in columns()}
    named = refusal.field if refusal.field in known else None
    return cell_of(named or NOT_NAMED.get(refusal.code, "ceiling"), row.line)


class QuotaPlaceUnknown(Refusal):
    code = "quota_place_unknown"
    words = N_("Name the quota above by its number, or by a name that only one quota has.")


class QuotaPlaceStays(Refusal):
    code = "quota_place_stays"
    words = N_("A quota stays where it is in the tree. Close it, and make another one there.")


class RowAboveFaulty(Refusal):
    code = "quota_row_above_faulty"
    words = N_("Put the quota above, in row %(line)s, right first.")


class _Places:
    """Where the rows stand in the tree: under known quotas, or under rows of the same list."""

    def __init__(self, rows: Sequence[ListedQuota], known: Sequence[QuotaLine]) -> None:
        self.rows = rows
        self.known = {line.public_id: line for line in known}
        self.by_name: dict[str, list[str | int]] = {}
        named = {row.quota for row in rows if row.quota}
        for line in known:
            if not line.closed_at and line.public_id not in named:
                self.by_name.setdefault(line.name, []).append(line.public_id)
        for row in rows:
            self.by_name.setdefault(row.draft.name, []).append(row.quota or row.line)
        self.made: dict[int, str] = {}

    def in_order(self) -> list[ListedQuota]:
        """What is lowered first, shares before their parents; then the rest, parents before their shares."""
        lowered = [row for row in self.rows if self._is_lowered(row)]
        others = [row for row in self.rows if not self._is_lowered(row)]
        return [
            *sorted(lowered, key=lambda row: (-self._depth(row), row.line)),
            *sorted(others, key=lambda row: (self._depth(row), row.line)),
        ]

    def parent_of(self, row: ListedQuota) -> str:
        """The public id of the quota above. Refused: QuotaPlaceUnknown, QuotaPlaceStays, RowAboveFaulty."""
        above = self._above(row)
        if isinstance(above, int):
            if above not in self.made:
                raise RowAboveFaulty(line=above, field="parent")
            above = self.made[above]
        standing = self.known[row.quota].parent if row.quota in self.known else above
        if row.quota and row.parent and standing != above:
            raise QuotaPlaceStays(field="parent")
        return above

    def _above(self, row: ListedQuota) -> str | int:
        """A public id, the line of a row that is not made yet, or nothing for a tree of its own."""
        if not row.parent or row.parent in self.known:
            return row.parent
        found = [one for one in self.by_name.get(row.parent, ()) if one != row.line]
        if len(found) != 1:
            raise QuotaPlaceUnknown(field="parent")
        return found[0]

    def _is_lowered(self, row: ListedQuota) -> bool:
        return row.quota in self.known and row.draft.ceiling < self.known[row.quota].figures.limit

    def _depth(self, row: ListedQuota, steps: int = 0) -> int:
        if row.quota in self.known:
            return self.known[row.quota].depth
        try:
            above = self._above(row)
        except QuotaPlaceUnknown:
            return 0
        if isinstance(above, int) and steps < len(self.rows):
            return 1 + self._depth(next(r for r in self.rows if r.line == above), steps + 1)
        return 1 + self.known[above].depth if above in self.known else 0
