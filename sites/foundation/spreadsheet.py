"""Sheets of an .xlsx that is handed out: words stay words, whatever they look like, and numbers stay numbers."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT, WIDEST = "@", 48


@dataclass(frozen=True)
class Sheet:
    """`head` names the columns. A `str` cell is written as text, so that ids and phones keep every digit."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[object]]


def spreadsheet(*sheets: Sheet) -> bytes:
    """The file. Slow: call it in a thread."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title[:31]), sheet)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _fill(page, sheet: Sheet) -> None:  # type: ignore[no-untyped-def]  # openpyxl comes at first use
    from openpyxl.styles import Font

    for line, row in enumerate((sheet.head, *sheet.rows), start=1):
        for column, value in enumerate(row, start=1):
            cell = page.cell(line, column, value)
            if isinstance(value, str):
                cell.data_type, cell.number_format = "s", TEXT  # never a formula, never a number
            if line == 1:
                cell.font = Font(bold=True)
    page.freeze_panes = "A2"
    for column, letter in enumerate(_letters(len(sheet.head))):
        longest = max(_width(row[column]) for row in (sheet.head, *sheet.rows))
        page.column_dimensions[letter].width = min(longest + 2, WIDEST)


def _letters(columns: int) -> list[str]:
    from openpyxl.utils import get_column_letter

    return [get_column_letter(n + 1) for n in range(columns)]


def _width(value: object) -> int:
    """Han characters are as wide as two digits."""
    return sum(2 if ord(one) > 0x2E7F else 1 for one in str(value))
