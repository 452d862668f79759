"""Reads the federation's spreadsheet of unions: what stands in which cell, and everything that is wrong with it."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from booking.people.areas import checked_district
from booking.people.credit_codes import checked_credit_code
from booking.people.vocabulary import UNIT_KINDS
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_
from sites.foundation.workbook import Failed, first_sheet
from sites.regions.gazetteer import regions

MOST_ROWS = 500
NAME_LENGTH = 120
FIRST_INEXACT = 1e15  # from here on a spreadsheet's number may be another one

# What may stand over each column, in both languages.
HEADINGS: dict[str, tuple[str, ...]] = {
    "credit_code": ("统一社会信用代码", "信用代码", "unified social credit code"),
    "name": ("单位名称", "工会名称", "名称", "name"),
    "region_code": ("所在城市", "地区代码", "城市", "city"),
    "unit_kind": ("单位性质", "性质", "kind"),
    "district_code": ("区县代码", "district code"),
}
# Columns that a file may leave out.
OPTIONAL = frozenset({"district_code"})
KIND_WORDS = {
    "党政机关": "public_body",
    "机关": "public_body",
    "事业单位": "institution",
    "国有企业": "soe",
    "国企": "soe",
    "企业": "enterprise",
    "其他企业": "enterprise",
    **{key: key for key in UNIT_KINDS},
}


class SheetTooLong(Refusal):
    code = "sheet_too_long"
    kind = Kind.BAD_INPUT
    words = N_("A file holds at most %(most)s unions. Split the list.")


class HeadingsMissing(Refusal):
    code = "headings_missing"
    kind = Kind.BAD_INPUT
    words = N_("The first row must name the columns; missing: %(missing)s.")


@dataclass(frozen=True)
class ListedUnion:
    """`line` is the row in the file."""

    line: int
    credit_code: str
    name: str
    region_code: str
    unit_kind: str
    district_code: str = ""


@dataclass(frozen=True)
class CellFault:
    """What is wrong in one cell (`B7`), as a refusal's words; the value itself is not repeated."""

    cell: str
    refusal: Refusal


@dataclass(frozen=True)
class UnionList:
    unions: tuple[ListedUnion, ...] = ()
    faults: tuple[CellFault, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)


class CellEmpty(Refusal):
    code = "cell_empty"
    kind = Kind.BAD_INPUT
    words = N_("Fill in this field")


class CellTooLong(Refusal):
    code = "cell_too_long"
    kind = Kind.BAD_INPUT
    words = N_("Use at most %(most)s characters")


class DigitsLost(Refusal):
    code = "digits_lost"
    kind = Kind.BAD_INPUT
    words = N_(
        "The spreadsheet kept this as a number and lost digits. Format the column as text and type it again."
    )


class FormulaFailed(Refusal):
    code = "formula_failed"
    kind = Kind.BAD_INPUT
    words = N_("The formula of this cell failed (%(error)s). Type the value itself.")


class CityUnknown(Refusal):
    code = "city_unknown"
    kind = Kind.BAD_INPUT
    words = N_("Write the city's name or its six-digit code; it must be one of the 41.")


class KindUnknown(Refusal):
    code = "kind_unknown"
    kind = Kind.BAD_INPUT
    words = N_("Write 党政机关, 事业单位, 国有企业 or 其他企业.")


class CodeTwice(Refusal):
    code = "code_twice"
    kind = Kind.BAD_INPUT
    words = N_("The same code stands in row %(line)s already.")


def read_union_sheet(data: bytes) -> UnionList:
    """The first sheet's rows. Refused whole: not an .xlsx, too long, no headings. Slow: call it in a thread."""
    grid = first_sheet(data, most_rows=MOST_ROWS * 4)
    columns = _columns(grid[0] if grid else [])
    rows = [
        (n, row) for n, row in enumerate(grid[1:], start=2) if any(c not in ("", None) for c in row)
    ]
    if len(rows) > MOST_ROWS:
        raise SheetTooLong(most=MOST_ROWS)
    unions, faults = [], list[CellFault]()
    lines: dict[str, int] = {}
    for line, row in rows:
        union = _union(line, row, columns, faults)
        if union.credit_code in lines:
            faults.append(
                _fault(columns, "credit_code", line, CodeTwice(line=lines[union.credit_code]))
            )
        elif union.credit_code:
            lines[union.credit_code] = line
        unions.append(union)
    letters = {name: _letter(at) for name, at in columns.items()}
    return UnionList(tuple(unions), tuple(faults), letters)


def _columns(head: Sequence[object]) -> dict[str, int]:
    titles = [_text(cell).casefold().rstrip("*＊ ") for cell in head]
    found = {
        name: titles.index(title)
        for name, options in HEADINGS.items()
        for title in reversed(options)
        if title in titles
    }
    needed = HEADINGS.keys() - OPTIONAL
    missing = [options[0] for name, options in HEADINGS.items() if name in needed - found.keys()]
    if missing:
        raise HeadingsMissing(missing="、".join(missing))
    return found


def _union(
    line: int, row: Sequence[object], columns: dict[str, int], faults: list[CellFault]
) -> ListedUnion:
    values: dict[str, str] = {}
    for name, read in _READERS.items():
        at = columns.get(name, len(row))
        try:
            values[name] = read(_text(row[at]) if at < len(row) else "")
            if name == "district_code" and values["region_code"]:
                checked_district(values[name], region_code=values["region_code"])
        except Refusal as refusal:
            values[name] = ""
            faults.append(_fault(columns, name, line, refusal))
    return ListedUnion(line=line, **values)


def _name(text: str) -> str:
    if not text:
        raise CellEmpty
    if len(text) > NAME_LENGTH:
        raise CellTooLong(most=NAME_LENGTH)
    return text


def _region(text: str) -> str:
    for one in regions():
        if text and text in {one.code, one.name, one.name.removesuffix("市")}:
            return one.code
    raise CityUnknown


def _kind(text: str) -> str:
    if text not in KIND_WORDS:
        raise KindUnknown
    return KIND_WORDS[text]


_READERS: dict[str, Callable[[str], str]] = {
    "credit_code": checked_credit_code,
    "name": _name,
    "region_code": _region,
    "unit_kind": _kind,
    "district_code": lambda text: text,
}


def _text(cell: object) -> str:
    """A cell as one line without control characters; whole numbers without a decimal point."""
    if isinstance(cell, Failed):
        raise FormulaFailed(error=str(cell))
    if isinstance(cell, float) and abs(cell) >= FIRST_INEXACT:
        raise DigitsLost
    plain = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in plain)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _fault(columns: dict[str, int], name: str, line: int, refusal: Refusal) -> CellFault:
    return CellFault(f"{_letter(columns[name])}{line}", refusal)


def _letter(at: int) -> str:
    return chr(ord("A") + at) if at < 26 else "A" + chr(ord("A") + at - 26)
