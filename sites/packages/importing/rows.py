"""Reads the sheets row by row and column by column. Faults carry sheet and cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_, _
from sites.foundation.workbook import sheets
from sites.packages.importing.cells import WrongCell, demand_value, plain
from sites.packages.importing.columns import MOST_ROWS, Column, columns

MOST_BYTES = 6 * 1024 * 1024


class ListTooLarge(Refusal):
    code = "list_too_large"
    kind = Kind.BAD_INPUT
    words = N_("The list is too large: at most 6 MB and, in the sheet %(sheet)s, %(most)s rows.")


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wanted in this cell (A1 notation), in the reader's language. The value is not repeated."""

    sheet: str
    cell: str
    wanted: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row's values by column name, and its number in the file."""

    sheet: str
    number: int
    values: Mapping[str, Any]


@dataclass(slots=True)
class Rows:
    """What was read so far, with everything that is wrong."""

    by_sheet: dict[str, list[Row]] = field(default_factory=dict)
    faults: list[CellFault] = field(default_factory=list)
    letters: dict[tuple[str, str], str] = field(default_factory=dict)

    def blame(self, row: Row, column: str, wanted: str, **params: object) -> None:
        letter = self.letters.get((row.sheet, column), "A")
        self.faults.append(CellFault(row.sheet, f"{letter}{row.number}", _(wanted, **params)))


def read_rows(data: bytes) -> Rows:
    """All that the file says, and what is wrong in single cells. Slow: call it in a thread."""
    if len(data) > MOST_BYTES:
        raise ListTooLarge(sheet=next(iter(MOST_ROWS)), most=MOST_ROWS[next(iter(MOST_ROWS))])
    found = sheets(data, [*columns()], most_rows=max(MOST_ROWS.values()) + 2)
    rows = Rows()
    for name, wanted in columns().items():
        rows.by_sheet[name] = []
        if not found.get(name):
            rows.faults.append(
                CellFault(name, "A1", _(N_("a sheet of this name with a first row of headings")))
            )
        else:
            _sheet(rows, name, wanted, found[name])
    return rows


def _sheet(
    rows: Rows, name: str, wanted: Sequence[Column], found: Sequence[Sequence[object]]
) -> None:
    if len(found) > MOST_ROWS[name] + 1:
        raise ListTooLarge(sheet=name, most=MOST_ROWS[name])
    heads = [plain(cell).rstrip("*＊ ") for cell in found[0]]
    places = {column.name: heads.index(column.head) for column in wanted if column.head in heads}
    rows.letters |= {(name, column): letter(place) for column, place in places.items()}
    missing = [column.head for column in wanted if column.is_needed and column.name not in places]
    if missing:
        words = _(N_("these headings: %(heads)s"), heads="、".join(missing))
        rows.faults.append(CellFault(name, f"{letter(len(heads))}1", words))
        return
    for number, cells in enumerate(found[1:], start=2):
        if any(plain(cell) for cell in cells):
            rows.by_sheet[name].append(_row(rows, name, number, wanted, places, cells))


def _row(
    rows: Rows, name: str, number: int, wanted: Sequence[Column], places: Mapping[str, int],
    cells: Sequence[object],
) -> Row:  # fmt: skip
    values: dict[str, Any] = {}
    for column in wanted:
        place = places.get(column.name, len(cells))
        cell = cells[place] if place < len(cells) else ""
        try:
            values[column.name] = _value(column, cell)
        except WrongCell as wrong:
            values[column.name] = None
            words = _(wrong.wanted, **wrong.params) if wrong.params else _(wrong.wanted)
            rows.faults.append(CellFault(name, f"{letter(place)}{number}", words))
    return Row(name, number, values)


def _value(column: Column, cell: object) -> Any:
    demand_value(cell)
    if plain(cell):
        return column.read(cell)
    if column.is_needed:
        raise WrongCell(N_("a value; the cell is empty"))
    return column.otherwise


def letter(place: int) -> str:
    """Column letters: 0 is A, 26 is AA."""
    high, low = divmod(place, 26)
    return (letter(high - 1) if high else "") + chr(ord("A") + low)
