"""A bank's file as rows of text: .xlsx or .csv, in UTF-8 or GB18030, within limits. Slow: call it in a thread."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_
from sites.foundation.sheet_child import is_of_another_code
from sites.foundation.workbook import MOST_COLUMNS, NotASpreadsheet, first_sheet

MOST_ROWS, LARGEST, LONGEST_CELL = 5000, 6 * 1024 * 1024, 300
Grid = list[list[str]]


class StatementUnfit(Refusal):
    code = "statement_unfit"
    kind = Kind.BAD_INPUT
    words = N_(
        "This is no readable .xlsx or .csv file of a bank. Download the statement as .xlsx or .csv, without a password."
    )


class StatementMixed(Refusal):
    code = "statement_mixed"
    kind = Kind.BAD_INPUT
    words = N_("Line %(number)s is written in another encoding than the others, so names would be read wrong. Download the statement again, or save it as .xlsx.")  # fmt: skip


class StatementTooLong(Refusal):
    code = "statement_too_long"
    kind = Kind.BAD_INPUT
    words = N_("A file holds at most %(most)s lines. Split it by dates.")


def grid_of(data: bytes) -> Grid:
    """Every row with something in it, as text. Refused: StatementUnfit, StatementMixed, StatementTooLong."""
    if not 0 < len(data) <= LARGEST:
        raise StatementUnfit(field="file")
    rows = _workbook(data) if data.startswith(b"PK") else _separated(data)
    grid = [cleaned for row in rows if any(cleaned := [plain(cell) for cell in row])]
    if len(grid) > MOST_ROWS:
        raise StatementTooLong(most=MOST_ROWS, field="file")
    if not grid or max(len(row) for row in grid) > MOST_COLUMNS:
        raise StatementUnfit(field="file")
    return grid


def plain(cell: object) -> str:
    """One line without controls and without what banks wrap numbers in (`="123"`, a leading apostrophe)."""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        cell = _digits(cell)
    kept = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in str(cell))
    text = " ".join(unicodedata.normalize("NFC", kept).split())
    wrapped = re.fullmatch(r'="(.*)"', text)
    return (wrapped[1] if wrapped else text.lstrip("'")).strip()[:LONGEST_CELL]


def _digits(number: float) -> str:
    """64736.1 and never 64736.100000000006; a whole number has no point."""
    return str(int(number)) if number.is_integer() else repr(round(number, 6))


def _workbook(data: bytes) -> Iterable[Sequence[object]]:
    try:
        return first_sheet(data, most_rows=MOST_ROWS + 1)
    except NotASpreadsheet:
        raise StatementUnfit(field="file") from None


def _separated(data: bytes) -> list[list[str]]:
    text = _decoded(data)
    head = text.splitlines()[:40]
    mark = max(",\t;|", key=lambda one: sum(line.count(one) for line in head))
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error:
        raise StatementUnfit(field="file") from None


def _decoded(data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        if encoding == "gb18030":
            _demand_one_code(data)
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise StatementUnfit(field="file")


def _demand_one_code(data: bytes) -> None:
    """A bank's export into which somebody pasted lines reads without a fault, and with other people's names."""
    lines = [(number, line) for number, line in enumerate(data.splitlines(), 1) if not line.isascii()]  # fmt: skip
    other = [number for number, line in lines if is_of_another_code(line)]
    if other:
        # Where most are UTF-8, the few that are not are the strange ones.
        strange = (
            other if 2 * len(other) <= len(lines) else sorted({n for n, _ in lines} - {*other})
        )
        raise StatementMixed(number=strange[0], field="file")
