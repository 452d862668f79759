"""The spreadsheet of quotas: what is handed out is what is read back, cell by cell."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from booking.people.vocabulary import PROGRAMMES, UNIT_KINDS
from booking.quotas.drafts import MOST, QuotaDraft
from booking.quotas.nodes import PERSON_NIGHTS, WORKERS
from sites.foundation import clock
from sites.foundation.clock import SHANGHAI
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import CHINESE, ENGLISH, N_, _, speaking
from sites.foundation.workbook import first_sheet
from sites.packages.importing import cells
from sites.packages.importing.cells import WrongCell, demand_value, plain
from sites.packages.importing.columns import Column
from sites.packages.importing.rows import letter
from sites.regions import city_of, regions

TITLE, MOST_ROWS = "名额", 1000
UNIT_WORDS = {WORKERS: N_("workers"), PERSON_NIGHTS: N_("person-nights")}


class QuotaListTooLong(Refusal):
    code = "quota_list_too_long"
    kind = Kind.BAD_INPUT
    words = N_("A file holds at most %(most)s quotas. Split the list.")


@dataclass(frozen=True)
class SheetFault:
    """What is wrong in one cell (`B7`), in the reader's language. The value is not repeated."""

    cell: str
    words: str


@dataclass(frozen=True)
class ListedQuota:
    """`line` is the row in the file. `quota` and `version` are empty for a new one; `parent` is an id or a name."""

    line: int
    quota: str
    version: int | None
    parent: str
    draft: QuotaDraft


@dataclass(frozen=True)
class QuotaList:
    rows: tuple[ListedQuota, ...] = ()
    faults: tuple[SheetFault, ...] = ()


def read_quota_sheet(data: bytes) -> QuotaList:
    """Every quota and every fault. Refused whole: NotASpreadsheet, QuotaListTooLong. Slow: call it in a thread."""
    grid = first_sheet(data, most_rows=MOST_ROWS + 2)
    places = _places(grid[0] if grid else ())
    if missing := [c.head for c in columns() if c.is_needed and c.name not in places]:
        words = _("The first row must name the columns; missing: %(missing)s.", missing="、".join(missing))  # fmt: skip
        return QuotaList(faults=(SheetFault("A1", words),))
    if len(grid) > MOST_ROWS + 1:
        raise QuotaListTooLong(most=MOST_ROWS)
    faults: list[SheetFault] = []
    rows = [(n, row) for n, row in enumerate(grid[1:], start=2) if any(plain(c) for c in row)]
    read = [(line, _values(line, row, places, faults)) for line, row in rows]
    return QuotaList(tuple(_listed(line, values) for line, values in read if values), tuple(faults))


def cell_of(name: str, line: int) -> str:
    """Where a value stands in a file that follows what was handed out."""
    return f"{letter([column.name for column in columns()].index(name))}{line}"


def columns() -> tuple[Column, ...]:
    """In the order of the sheet. The numbers behind them are handed out and not read."""

    def maybe(name: str, head: str, read: cells.Reader, otherwise: Any = "") -> Column:
        return Column(name, head, read, "", is_needed=False, otherwise=otherwise)

    return (
        maybe("quota", "编号", _id),
        maybe("version", "版", cells.count(1, 1_000_000), None),
        maybe("parent", "上级", cells.line(60)),
        Column("name", "名称", cells.line(60), ""),
        Column("ceiling", "总额", cells.count(0, MOST), ""),
        maybe("unit", "单位", _word_of(UNIT_WORDS), WORKERS),
        maybe("first_day", "开始日期", cells.day, None),
        maybe("last_day", "结束日期", cells.day, None),
        maybe("origin_code", "来源地区", _origin),
        maybe("union", "工会信用代码", _credit_code),
        maybe("unit_kind", "单位性质", _word_of(UNIT_KINDS)),
        maybe("programme", "专项", _word_of(PROGRAMMES)),
        maybe("district_code", "区县", cells.district),
        maybe("sites", "基地编号", _codes, ()),
        maybe("opens_at", "开放时刻", _moment, None),
        maybe("release_on", "释放日", cells.day, None),
    )


def _places(head: Sequence[object]) -> dict[str, int]:
    titles = [plain(cell).rstrip("*＊ ") for cell in head]
    return {c.name: titles.index(c.head) for c in columns() if c.head in titles}


def _values(
    line: int, row: Sequence[object], places: dict[str, int], faults: list[SheetFault]
) -> dict[str, Any] | None:
    values: dict[str, Any] = {}
    for column in columns():
        place = places.get(column.name, len(row))
        cell = row[place] if place < len(row) else ""
        try:
            values[column.name] = _value(column, cell)
        except WrongCell as wrong:
            wanted = _(wrong.wanted, **wrong.params) if wrong.params else _(wrong.wanted)
            words = _("Wanted: %(wanted)s", wanted=wanted)
            faults.append(SheetFault(f"{letter(place)}{line}", words))
    return values if len(values) == len(columns()) else None


def _value(column: Column, cell: object) -> Any:
    demand_value(cell)
    if plain(cell):
        return column.read(cell)
    if column.is_needed:
        raise WrongCell(N_("a value; the cell is empty"))
    return column.otherwise


def _listed(line: int, values: dict[str, Any]) -> ListedQuota:
    own = {n: v for n, v in values.items() if n in QuotaDraft.__dataclass_fields__}
    return ListedQuota(
        line, values["quota"], values["version"], values["parent"], QuotaDraft(**own)
    )


def _id(cell: object) -> str:
    text = plain(cell)
    if not re.fullmatch(r"[A-Za-z0-9_-]{16,32}", text):
        raise WrongCell(
            N_("the number that stood in the exported sheet, or nothing for a new quota")
        )
    return text


def _credit_code(cell: object) -> str:
    text = unicodedata.normalize("NFKC", plain(cell)).upper()
    if not re.fullmatch(r"[0-9A-Z]{18}", text):
        raise WrongCell(N_("the 18 digits and letters of a credit code, as text"))
    return text


def _codes(cell: object) -> tuple[str, ...]:
    parts = re.split(r"[\s,，、;；]+", plain(cell).upper())
    return tuple(dict.fromkeys(part for part in parts if part))


def _origin(cell: object) -> str:
    text = plain(cell)
    found = {
        one.code
        for one in regions()
        if text in {one.code, one.name, one.name.removesuffix("市"), one.name_en}
        or text == one.name_en.partition(" (")[0]
    }
    if len(found) > 1:
        raise WrongCell(N_("one city: several are called like this. Write its six digits"))
    if re.fullmatch(r"\d{6}", text) and city_of(text) in {one.code for one in regions()}:
        return text
    if not found:
        raise WrongCell(N_("a city of the delta by its name, or six digits of a city or district"))
    return found.pop()


def _moment(cell: object) -> datetime:
    if isinstance(cell, datetime):
        return clock.at(cell.date(), cell.time().replace(second=0, microsecond=0))
    if isinstance(cell, date):
        return clock.at(cell, time(9))
    day, _space, at = plain(cell).partition(" ")
    try:
        return clock.at(cells.day(day), time.fromisoformat(at) if at else time(9))
    except ValueError:
        raise WrongCell(N_("a day and a time, for example 2027-03-01 09:00")) from None


def _word_of(terms: dict[str, str]) -> Callable[[object], str]:
    """A code of the list, or its word in either language."""

    def read(cell: object) -> str:
        known = {code.casefold(): code for code in terms}
        for language in (CHINESE, ENGLISH):
            with speaking(language):
                known |= {_(words).casefold(): code for code, words in terms.items()}
        found = known.get(plain(cell).casefold())
        if found is None:
            raise WrongCell(N_("one of: %(words)s"), words="、".join(_(words) for words in terms.values()))  # fmt: skip
        return found

    return read


def local(instant: datetime) -> str:
    return instant.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
