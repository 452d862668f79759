"""Small workbooks for imports, written with openpyxl."""

import io
from collections.abc import Sequence

from openpyxl import Workbook, load_workbook


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def cells_of(data: bytes, sheet: int = 0) -> list[list[object]]:
    """The values of a sheet that was handed out, row by row."""
    rows = load_workbook(io.BytesIO(data)).worksheets[sheet].iter_rows(values_only=True)
    return [list(row) for row in rows]
