"""The spreadsheet of groups: its columns, its template, and what stands in which cell of one that was sent."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from booking.receptions.drafts import MOST_NIGHTS, GroupDraft
from booking.receptions.vocabulary import ELSEWHERE, SENDERS
from sites.foundation.amounts import Money
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_, _
from sites.foundation.spreadsheet import Sheet
from sites.foundation.workbook import first_sheet
from sites.packages import Heads
from sites.packages.importing import CellFault, cells
from sites.packages.importing.cells import WrongCell, demand_value, plain
from sites.packages.importing.columns import Column
from sites.packages.importing.rows import letter
from sites.regions import regions

TITLE, MOST_ROWS, FIRST_INEXACT = "接待台账", 1000, 1e15


class TooManyGroups(Refusal):
    code = "recorded_list_too_long"
    kind = Kind.BAD_INPUT
    words = N_("A file holds at most %(most)s groups. Split the list.")


@dataclass(frozen=True)
class ListedGroup:
    """`line` is the row in the file."""

    line: int
    draft: GroupDraft


@dataclass(frozen=True)
class GroupList:
    groups: tuple[ListedGroup, ...] = ()
    faults: tuple[CellFault, ...] = ()


def read_group_sheet(data: bytes) -> GroupList:
    """Every group and every fault. Refused whole: NotASpreadsheet, TooManyGroups. Slow: call it in a thread."""
    grid = first_sheet(data, most_rows=MOST_ROWS + 2)
    places = _places(grid[0] if grid else ())
    if missing := [c.head for c in columns() if c.is_needed and c.name not in places]:
        words = _("these headings: %(heads)s", heads="、".join(missing))
        return GroupList(faults=(CellFault(TITLE, "A1", words),))
    if len(grid) > MOST_ROWS + 1:
        raise TooManyGroups(most=MOST_ROWS)
    faults: list[CellFault] = []
    rows = [(n, row) for n, row in enumerate(grid[1:], start=2) if any(plain(c) for c in row)]
    read = [(line, _values(line, row, places, faults)) for line, row in rows]
    groups = [ListedGroup(line, _draft(values)) for line, values in read if values is not None]
    return GroupList(tuple(groups), tuple(faults))


def template() -> Sheet:
    """The empty list with one example row, needed columns starred."""
    head = [f"{column.head}*" if column.is_needed else column.head for column in columns()]
    return Sheet(TITLE, head, [[column.example for column in columns()]])


def cell_of(name: str, line: int) -> str:
    """Where a value stands in a file that follows the template."""
    return f"{letter([column.name for column in columns()].index(name))}{line}"


def columns() -> tuple[Column, ...]:
    def maybe(name: str, head: str, read: cells.Reader, example: str, otherwise: Any) -> Column:
        return Column(name, head, read, example, is_needed=False, otherwise=otherwise)

    return (
        Column("site", "基地编号", cells.code, "HS-05-071"),
        Column("check_in", "到达日期", cells.day, "2025-05-18"),
        Column("nights", "夜数", cells.count(1, MOST_NIGHTS), "4"),
        Column("name", "单位或旅行社", cells.line(120), "某某工会（示例）"),
        Column("sender", "类别", cells.one_of(SENDERS), SENDERS[0].say()),
        Column("origin_code", "来源城市", _city, "杭州市"),
        Column("workers", "职工", cells.count(0, 5000), "32"),
        maybe("family", "家属", cells.count(0, 5000), "2", 0),
        maybe("crew", "工作人员", cells.count(0, 500), "2", 0),
        maybe("income", "收入（元）", cells.fen, "60000", None),
        Column("proof_number", "凭证编号", _number, "示例-2025-001"),
    )


def _places(head: Sequence[object]) -> dict[str, int]:
    titles = [plain(cell).rstrip("*＊ ") for cell in head]
    return {c.name: titles.index(c.head) for c in columns() if c.head in titles}


def _values(
    line: int, row: Sequence[object], places: dict[str, int], faults: list[CellFault]
) -> dict[str, Any] | None:
    values: dict[str, Any] = {}
    for column in columns():
        place = places.get(column.name, len(row))
        cell = row[place] if place < len(row) else ""
        try:
            values[column.name] = _value(column, cell)
        except WrongCell as wrong:
            words = _(wrong.wanted, **wrong.params) if wrong.params else _(wrong.wanted)
            faults.append(CellFault(TITLE, f"{letter(place)}{line}", words))
    return values if len(values) == len(columns()) else None


def _value(column: Column, cell: object) -> Any:
    demand_value(cell)
    if plain(cell):
        return column.read(cell)
    if column.is_needed:
        raise WrongCell(N_("a value; the cell is empty"))
    return column.otherwise


def _draft(values: dict[str, Any]) -> GroupDraft:
    own = {n: values[n] for n in ("site", "check_in", "nights", "name", "sender", "origin_code", "proof_number")}  # fmt: skip
    heads = Heads(values["workers"], values["family"], values["crew"])
    income = values["income"]
    return GroupDraft(**own, heads=heads, income=None if income is None else Money(income))


def _city(cell: object) -> str:
    text = plain(cell)
    if text in {"其他", ELSEWHERE}:
        return ELSEWHERE
    for one in regions():
        if text in {one.code, one.name, one.name.removesuffix("市"), one.name_en}:
            return one.code
    raise WrongCell(N_("a city of the delta by its name or code, or 其他"))


def _number(cell: object) -> str:
    """A number kept as text. What the spreadsheet made a number of has lost digits."""
    if isinstance(cell, float) and abs(cell) >= FIRST_INEXACT:
        raise WrongCell(N_("text: as a number it lost digits. Format the column as text"))
    if isinstance(cell, date | datetime):
        raise WrongCell(N_("text, not a date"))
    text = unicodedata.normalize("NFKC", str(cells.line(60)(cell)))
    if len(text) > 60:
        raise WrongCell(N_("at most %(most)s characters"), most=60)
    return text
