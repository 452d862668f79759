"""A row of a file as it came: its fields as text, and which of them a spreadsheet spoilt."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from booking.rosters.files.columns import Columns, columns_of
from booking.rosters.files.opening import Cell, Number, Table, unreadable

MOST_PEOPLE = 500
LONGEST = 120
# A document's number with more digits than this may be another one than was typed.
MOST_DIGITS = 10
EXAMPLE = "示例（不导入）"


@dataclass(frozen=True, slots=True)
class FileRow:
    """`line` is its number in the file; `spoilt` says field -> number | error. Its text is never printed."""

    line: int
    fields: Mapping[str, str] = field(repr=False)
    spoilt: Mapping[str, str] = field(default_factory=dict)

    def mended(self, name: str, text: str) -> "FileRow":
        spoilt = {one: why for one, why in self.spoilt.items() if one != name}
        return replace(self, fields={**self.fields, name: text.strip()[:LONGEST]}, spoilt=spoilt)

    def stored(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class FileRead:
    """What a file holds. `columns` is field -> letter."""

    rows: tuple[FileRow, ...]
    columns: Mapping[str, str]
    sheet: str
    others: tuple[str, ...]
    unread: tuple[str, ...]


def rows_of(table: Table, *, by_batch: bool = False) -> FileRead:
    """Refused: HeadingsMissing, HeadingTwice, BatchHeadingMissing, FileUnreadable for more than 500 people."""
    columns = columns_of(table, by_batch=by_batch)
    below = [(number, cells) for number, cells in table.rows if number > columns.row]
    rows = [_row(number, cells, columns) for number, cells in below]
    people = tuple(row for row in rows if _is_person(row))
    if len(people) > MOST_PEOPLE:
        raise unreadable("too_long")
    return FileRead(people, columns.letters(), table.sheet, table.others, columns.unread)


def _is_person(row: FileRow) -> bool:
    """Rows with nothing in the columns that are read are none, nor is a batch alone, nor the template's example."""
    said = [text for name, text in row.fields.items() if name != "batch"]
    return any(said) and not row.fields.get("name", "").startswith(EXAMPLE)


def _row(number: int, cells: tuple[Cell, ...], columns: Columns) -> FileRow:
    fields, spoilt = {}, {}
    for name, at in columns.at.items():
        cell = cells[at] if at < len(cells) else ""
        fields[name], why = _told(name, cell)
        if why:
            spoilt[name] = why
    return FileRow(number, fields, spoilt)


def _told(name: str, cell: Cell) -> tuple[str, str]:
    """The field's text, and what is wrong with the cell itself: a number that lost digits, or a formula's error."""
    if isinstance(cell, Number):
        lost = not cell.text.isdigit() or (name == "number" and len(cell.text) > MOST_DIGITS)
        return cell.text, "number" if lost else ""
    text = " ".join(unicodedata.normalize("NFC", cell).split())
    if re.fullmatch(r"[0-9.]+E\+?[0-9]+", text.upper()):
        return text, "number"
    failed = (text[:1] in "#=+@" and text[1:2].isalpha()) or re.fullmatch("Err:[0-9]{3}", text)
    return text[:LONGEST], "error" if failed else ""
