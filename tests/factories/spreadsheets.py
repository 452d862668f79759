"""Small workbooks for imports, written with openpyxl."""

import io
from collections.abc import Sequence
from datetime import datetime

from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_WINDOWS_1900


def workbook(rows: Sequence[Sequence[object]], *, epoch: datetime = CALENDAR_WINDOWS_1900) -> bytes:
    """`epoch`: the day from which the workbook counts its dates."""
    book = Workbook()
    book.epoch = epoch
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
