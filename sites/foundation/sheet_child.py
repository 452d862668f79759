"""Reads one spreadsheet from its standard input and writes the cells as JSON: a process of its own, in which a bomb may go off.

Run as a script, so that nothing of the program is loaded beside it but the look for failed formulas. It limits its own memory and time before
it looks at a byte, opens no file and no address, and answers `{"rows": ...}`, `{"sheets": ...}` or `{"no": why}`.

    python -I sheet_child.py                    the list of people that stands in whatever was sent
    python -I sheet_child.py MOST_ROWS NAMES    the sheets of these names (JSON) of an .xlsx, or its first visible one (null)
"""

import csv
import io
import json
import resource
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree import ElementTree as ET

from sites.foundation.biff_errors import Places
from sites.foundation.sheet_errors import errors_of

MEMORY, SECONDS = 768 * 1024 * 1024, 8
MOST_ENTRIES, MOST_UNPACKED = 500, 48 * 1024 * 1024
MOST_COLUMNS, MOST_HEIGHT, MOST_ROWS = 60, 20_000, 560
MOST_IN_CELL = 300
PIECE = 256 * 1024
# GB18030 had private places for these until 2022; the codec still answers with them.
ONCE_PRIVATE = str.maketrans(
    "\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864",
    "\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb",
)

Answer = dict[str, Any]


class Unfit(Exception):
    pass


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    data = sys.stdin.buffer.read()
    try:
        answer: Answer = book_of(data, *sys.argv[1:]) if sys.argv[1:] else read(data)
    except Unfit as unfit:
        answer = {"no": str(unfit)}
    except MemoryError:
        answer = {"no": "too_big"}
    sys.stdout.write(json.dumps(answer))


def say(stage: str, done: int, total: int) -> None:
    """How far it is, in at most some twenty lines for a stage."""
    if done == total or done % (total // 20 + 1) == 0:
        sys.stderr.write(f"{stage} {done} {total}\n")
        sys.stderr.flush()


def read(data: bytes) -> Answer:
    if data.startswith(b"PK"):
        demand_harmless(data)
        return of_workbook(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return of_workbook(data)
    return {"sheet": "", "others": [], "rows": kept(of_text(decoded(data)))}


def book_of(data: bytes, most_rows: str, names: str) -> Answer:
    """Whole sheets of an .xlsx, at most so many rows of each. A cell that is no text and no number says what it is."""
    if not data.startswith(b"PK"):
        raise Unfit("format")
    demand_harmless(data, needs="xl/workbook.xml")
    with opened(data) as book:
        wanted = json.loads(names) or shown_in(book)[:1]
        found = {n: book.get_sheet_by_name(n) for n in wanted if n in book.sheet_names}
        if any(sheet.width > MOST_COLUMNS for sheet in found.values()):
            raise Unfit("too_wide")
        told = {n: whole(one, int(most_rows), failed(data, book, n)) for n, one in found.items()}
        return {"sheets": told}


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        yield CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise Unfit("locked") from None
    except (CalamineError, ET.ParseError, ValueError, OSError, IndexError):
        raise Unfit("format") from None
    except BaseException as panic:
        # The reader is written in Rust and panics at some broken files; its type has no public name.
        if type(panic).__name__ != "PanicException":
            raise
        raise Unfit("format") from None


def shown_in(book: Any) -> list[str]:
    from python_calamine import SheetVisibleEnum

    return [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]


def whole(sheet: Any, most_rows: int, errors: Places) -> list[list[Any]]:
    rows = sheet.to_python(skip_empty_area=False, nrows=most_rows)
    near = {at: {"failed": text} for at, text in errors.items() if at[0] < most_rows}
    return [[told(value) for value in row] for row in marked(rows, near)]


def told(value: Any) -> Any:
    for kind in (datetime, date, time):
        if isinstance(value, kind):
            return {kind.__name__: value.isoformat()}
    if isinstance(value, timedelta):
        return {"timedelta": value.total_seconds()}
    return value


def demand_harmless(data: bytes, *, needs: str = "") -> None:
    """Every part is unpacked once, in pieces and to nowhere: what an archive says of its own size may be a lie."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            weigh(archive)
            names = archive.namelist()
            if (needs and needs not in names) or "xl/workbook.bin" in names:
                raise Unfit("format")  # in an .xlsb nothing would tell where formulas failed
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        ValueError,
    ):
        raise Unfit("format") from None


def weigh(archive: zipfile.ZipFile) -> None:
    entries, left = archive.infolist(), MOST_UNPACKED
    if len(entries) > MOST_ENTRIES:
        raise Unfit("too_big")
    for number, entry in enumerate(entries):
        say("parts", number, len(entries))
        demand_plain(entry)
        left -= weighed(archive, entry, left)


def demand_plain(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if name.endswith("vbaProject.bin") or name.startswith("Basic/"):
        raise Unfit("macro")
    if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/"):
        raise Unfit("format")
    if entry.flag_bits & 1:
        raise Unfit("locked")


def weighed(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> int:
    size, before = 0, b""
    with archive.open(entry) as part:
        while piece := part.read(PIECE):
            size += len(piece)
            if size > left:
                raise Unfit("too_big")
            if entry.filename.endswith((".xml", ".rels")) and declares(before + piece):
                raise Unfit("entities")
            before = piece[-16:]
    return size


def declares(piece: bytes) -> bool:
    """A part that declares a document type could name things outside, or itself many times over."""
    return any(
        word in piece
        for word in (b"<!DOCTYPE", b"<!ENTITY", b"<\x00!\x00D\x00", b"<\x00!\x00E\x00")
    )


def of_workbook(data: bytes) -> Answer:
    say("cells", 0, 1)
    with opened(data) as book:
        shown = shown_in(book)
        for name in shown:
            rows = of_sheet(book.get_sheet_by_name(name), failed(data, book, name))
            if rows:
                others = [one for one in shown if one != name]
                return {"sheet": name, "others": others, "rows": rows}
    return {"sheet": "", "others": [], "rows": []}


def failed(data: bytes, book: Any, name: str) -> Places:
    return errors_of(data, name, at=book.sheet_names.index(name))


def of_sheet(sheet: Any, errors: Places) -> list[Any]:
    if sheet.total_width > MOST_COLUMNS:
        raise Unfit("too_wide")
    if sheet.total_height > MOST_HEIGHT:
        raise Unfit("too_long")
    return kept(marked(sheet.to_python(skip_empty_area=False), errors))


def marked(rows: Sequence[Sequence[Any]], errors: Mapping[tuple[int, int], Any]) -> list[list[Any]]:
    """The reader leaves a cell empty where a formula failed: its error is put back in."""
    found = [[*row] for row in rows]
    for (line, at), text in errors.items():
        found += [[] for _ in range(line + 1 - len(found))]
        found[line] += [""] * (at + 1 - len(found[line]))
        found[line][at] = text
    return found


def kept(rows: Sequence[Sequence[Any]]) -> list[Any]:
    """Rows with something in them, each under its number in the file."""
    found = []
    for number, row in enumerate(rows, start=1):
        say("rows", number, len(rows))
        if any(row[MOST_COLUMNS:]):
            raise Unfit("too_wide")
        cells = [cell_of(value) for value in row[:MOST_COLUMNS]]
        if not any(cells):
            continue
        found.append([number, cells])
        if len(found) > MOST_ROWS:
            raise Unfit("too_long")
    return found


def cell_of(value: Any) -> str | dict[str, str]:
    """Text, or a number under its own name: what a spreadsheet took for a number may have lost digits."""
    if isinstance(value, bool) or value is None:
        return str(value) if value else ""
    if isinstance(value, (int, float)):
        whole = float(value).is_integer() and abs(value) < 1e15
        return {"number": str(int(value)) if whole else f"{value:.5E}"}
    return str(value)[:MOST_IN_CELL].strip()


def decoded(data: bytes) -> str:
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unfit("format")
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text or text.lstrip()[:1] in ("<", "{", "%"):
            raise Unfit("format")
        if encoding == "gb18030" and any(map(is_of_another_code, data.splitlines())):
            raise Unfit("encoding")
        return text.translate(ONCE_PRIVATE)
    raise Unfit("encoding")


def is_of_another_code(line: bytes) -> bool:
    """Chinese in UTF-8 among lines that are none: read as GB18030 it would become other characters."""
    try:
        return any(one >= "\u2e80" for one in line.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def of_text(text: str) -> list[list[str]]:
    """The delimiter is the one that the first line has most of."""
    csv.field_size_limit(PIECE)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise Unfit("format") from None


if __name__ == "__main__":
    main()
