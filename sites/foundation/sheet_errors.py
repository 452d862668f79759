"""Where formulas failed in a sheet: the reader of workbooks leaves such a cell empty, whichever of the three formats it is in.

Used by the child that opens workbooks alone, behind its limits: what stands here reads bytes that nobody vouches for.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from sites.foundation.biff_errors import CODES, Places, failed_in_xls

MOST_COLUMNS, MOST_HEIGHT, MOST_REPEATED = 60, 20_000, 600
ERROR = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|[A-Z_]{3,20}[!?]?)|Err:[0-9]{3}")
# A formula that was never worked out has no value; an empty text is one.
NEVER = "#CALC!"
NAMES = frozenset({*CODES.values(), NEVER})
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"


def errors_of(data: bytes, sheet: str, *, at: int) -> Places:
    """In the sheet of this name, the one at this place of the workbook."""
    if not data.startswith(b"PK"):
        found = failed_in_xls(data, at)
    else:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {*archive.namelist()}
            if "content.xml" in names:
                found = _in_ods(archive.read("content.xml"), sheet)
            else:
                part = _part_of(archive, sheet, names)
                found = _in_xlsx(archive.read(part)) if part else {}
    return {(row, column): text for (row, column), text in found.items() if row < MOST_HEIGHT and column < MOST_COLUMNS}  # fmt: skip


def _in_xlsx(content: bytes) -> Places:
    if b't="e"' not in content and b"<f" not in content and b":f" not in content:
        return {}
    found: Places = {}
    line = -1
    for row in _each(content, "row"):
        line = _number(row.get("r"), line + 2) - 1
        column = -1
        for cell in row:
            place = re.fullmatch(r"([A-Z]{1,3})[0-9]{1,7}", cell.get("r", ""))
            column = _column(place[1]) if place else column + 1
            if text := _failed(cell):
                found[line, column] = text
    return found


def _failed(cell: ET.Element) -> str:
    parts = {one.tag.rpartition("}")[2]: one.text for one in cell}
    if cell.get("t") == "e":
        return parts.get("v") or "#REF!"
    has_no_value = "f" in parts and not parts.get("v") and cell.get("t") not in {"str", "inlineStr"}
    return NEVER if has_no_value else ""


def _part_of(archive: zipfile.ZipFile, sheet: str, names: set[str]) -> str:
    """The part in which a sheet stands."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return ""
    book = _tree(archive.read("xl/workbook.xml"))
    links = _tree(archive.read("xl/_rels/workbook.xml.rels"))
    ids = {one.get("name"): one.get(f"{RELATIONS}id") for one in book.iter() if one.tag.endswith("}sheet")}  # fmt: skip
    targets = {one.get("Id"): one.get("Target", "") for one in links}
    target = targets.get(ids.get(sheet), "").removeprefix("/xl/")
    part = f"xl/{target}"
    return part if target and part in names else ""


def _in_ods(content: bytes, sheet: str) -> Places:
    if b"formula" not in content and b'value-type="error"' not in content:
        return {}
    tables = (one for one in _each(content, "table") if one.get(f"{TABLE}name") == sheet)
    table = next(tables, None)
    found: Places = {}
    line = 0
    for row in table.iter(f"{TABLE}table-row") if table is not None else ():
        times = _number(row.get(f"{TABLE}number-rows-repeated"), 1)
        for column, text in _failed_in(row):
            found |= {(line + n, column): text for n in range(min(times, MOST_REPEATED))}
        line += times
    return found


def _failed_in(row: ET.Element) -> Iterator[tuple[int, str]]:
    column = 0
    for cell in row:
        times = _number(cell.get(f"{TABLE}number-columns-repeated"), 1)
        if text := _ods_failed(cell):
            for n in range(min(times, MOST_COLUMNS)):
                yield column + n, text
        column += times


def _ods_failed(cell: ET.Element) -> str:
    shown = "".join("".join(one.itertext()) for one in cell.iter(f"{TEXT}p")).strip()
    is_formula = cell.get(f"{TABLE}formula") is not None
    if cell.get(f"{CALC}value-type") == "error":
        return shown or "#VALUE!"
    if is_formula and ERROR.fullmatch(shown):
        return shown
    return NEVER if is_formula and cell.get(f"{OFFICE}value-type") is None and not shown else ""


def _each(content: bytes, tag: str) -> Iterator[ET.Element]:
    """Elements of this name one after another; what was looked at is let go."""
    for _event, one in ET.iterparse(io.BytesIO(content)):  # noqa: S314 - what declares entities was refused, and memory is small
        if one.tag.rpartition("}")[2] == tag:
            yield one
            one.clear()


def _tree(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314 - as above


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,7}", text) else otherwise


def _column(letters: str) -> int:
    """From nought: A, B, ... Z, AA."""
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - ord("A") + 1
    return at - 1
