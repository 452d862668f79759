"""The first sheet of an .xlsx that somebody sent: looked at from outside before anything is unpacked."""

import io
import zipfile
from collections.abc import Sequence

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

MOST_COLUMNS = 30
MOST_ENTRIES, MOST_UNPACKED, HIGHEST_RATIO = 200, 50 * 1024 * 1024, 100


class NotASpreadsheet(Refusal):
    code = "not_a_spreadsheet"
    kind = Kind.BAD_INPUT
    words = N_(
        "This is not a readable .xlsx file. Save the list as .xlsx, without macros or a password."
    )


def first_sheet(data: bytes, *, most_rows: int) -> Sequence[Sequence[object]]:
    """Rows of cells, at most so many. Refused: NotASpreadsheet. Slow: call it in a thread."""
    from python_calamine import CalamineError, CalamineWorkbook

    _demand_harmless(data)
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        if sheet.width > MOST_COLUMNS:
            raise NotASpreadsheet
        return list(sheet.to_python(skip_empty_area=False, nrows=most_rows))
    except (CalamineError, ValueError, OSError, IndexError):
        raise NotASpreadsheet from None


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
