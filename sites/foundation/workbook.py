"""Sheets of an .xlsx that somebody sent: looked at from outside before anything is unpacked."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

MOST_COLUMNS = 60
MOST_ENTRIES, MOST_UNPACKED, HIGHEST_RATIO = 200, 50 * 1024 * 1024, 100


class NotASpreadsheet(Refusal):
    code = "not_a_spreadsheet"
    kind = Kind.BAD_INPUT
    words = N_(
        "This is not a readable .xlsx file. Save the list as .xlsx, without macros or a password."
    )


Rows = Sequence[Sequence[object]]


def first_sheet(data: bytes, *, most_rows: int) -> Rows:
    """Rows of cells, at most so many. Refused: NotASpreadsheet. Slow: call it in a thread."""
    return next(iter(_read(data, None, most_rows).values()))


def sheets(data: bytes, names: Sequence[str], *, most_rows: int) -> dict[str, Rows]:
    """The named sheets that the file has, in this order. Refused and slow as `first_sheet`."""
    return _read(data, names, most_rows)


def _read(data: bytes, names: Sequence[str] | None, most_rows: int) -> dict[str, Rows]:
    from python_calamine import CalamineError, CalamineWorkbook

    _demand_harmless(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        wanted = book.sheet_names[:1] if names is None else names
        found = {n: book.get_sheet_by_name(n) for n in wanted if n in book.sheet_names}
        if any(sheet.width > MOST_COLUMNS for sheet in found.values()):
            raise NotASpreadsheet
        return {n: _rows(sheet, most_rows) for n, sheet in found.items()}
    except (CalamineError, ValueError, OSError, IndexError):
        raise NotASpreadsheet from None


def _rows(sheet: Any, most_rows: int) -> Rows:
    return list(sheet.to_python(skip_empty_area=False, nrows=most_rows))


def _demand_harmless(data: bytes) -> None:
    """Look at the archive's list before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
    except (zipfile.BadZipFile, ValueError, OSError):
        raise NotASpreadsheet from None
    unpacked = sum(entry.file_size for entry in entries)
    if (
        "xl/workbook.xml" not in names
        or any(name.endswith("vbaProject.bin") for name in names)
        or len(entries) > MOST_ENTRIES
        or unpacked > MOST_UNPACKED
        or unpacked > HIGHEST_RATIO * max(len(data), 1)
    ):
        raise NotASpreadsheet
