"""Which column holds what: found by its heading, in either language, in whichever of the first rows it stands."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from booking.rosters.files.opening import Cell, Number, Table
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

LOOKED_AT = 10
NEEDED = "name"
HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("姓名", "名字", "参加人员", "职工姓名", "name"),
    "kind": ("人员类别", "身份", "类别", "人员类型", "travels as"),
    "sex": ("性别", "sex"),
    "document": ("证件类型", "证件种类", "kind of document"),
    "number": ("证件号码", "身份证号", "身份证号码", "身份证", "证件号", "document number", "id number"),
    "phone": ("手机", "手机号", "手机号码", "联系电话", "电话", "telephone"),
    "department": ("部门", "所在部门", "科室", "车间", "department"),
    "note": ("备注", "note"),
    "guardian": ("监护人同意", "guardian agrees"),
}  # fmt: skip
# A list of several batches names the batch of each person.
BATCH = {"batch": ("批次", "第几批", "批", "batch")}


class HeadingsMissing(Refusal):
    code = "roster_headings_missing"
    kind = Kind.BAD_INPUT
    words = N_(
        "None of the first ten rows names the columns. Name one of them 姓名, or use the template."
    )


class BatchHeadingMissing(Refusal):
    code = "roster_batch_heading_missing"
    kind = Kind.BAD_INPUT
    words = N_(
        "No column is headed 批次. Add it, with the number of the batch in each row, or use the template."
    )


class HeadingTwice(Refusal):
    code = "roster_heading_twice"
    kind = Kind.BAD_INPUT
    words = N_("Two columns hold the same: %(first)s and %(second)s. Delete one of them.")


@dataclass(frozen=True, slots=True)
class Columns:
    """`at` is field -> column; `unread` are headings that mean nothing here. `row` is the heading's number."""

    row: int
    at: Mapping[str, int]
    unread: tuple[str, ...]

    def letters(self) -> dict[str, str]:
        return {field: letter(at) for field, at in self.at.items()}


def columns_of(table: Table, *, by_batch: bool = False) -> Columns:
    """Refused: HeadingsMissing, HeadingTwice, BatchHeadingMissing."""
    means = _meanings(HEADINGS | BATCH if by_batch else HEADINGS)
    for number, cells in table.rows[:LOOKED_AT]:
        titles = [_plain(cell) for cell in cells]
        if NEEDED in {means.get(title) for title in titles}:
            at = _at(titles, means)
            if by_batch and "batch" not in at:
                raise BatchHeadingMissing(field="file")
            return Columns(number, at, tuple(t for t in titles if t and t not in means))
    raise HeadingsMissing(field="file")


def _meanings(headings: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {words: field for field, options in headings.items() for words in options}


def letter(at: int) -> str:
    """A, B, ... Z, AA, AB: at most two letters, for sixty columns."""
    high, low = divmod(at, 26)
    return (chr(ord("A") + high - 1) if high else "") + chr(ord("A") + low)


def _at(titles: list[str], means: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, title in enumerate(titles):
        if (field := means.get(title)) is None:
            continue
        if field in found:
            raise HeadingTwice(first=letter(found[field]), second=letter(at), field="file")
        found[field] = at
    return found


def _plain(cell: Cell) -> str:
    text = cell.text if isinstance(cell, Number) else cell
    return (
        "".join(unicodedata.normalize("NFKC", text).split("(")[0].split()).casefold().strip("*:")
        if not text.isascii()
        else " ".join(text.split()).casefold().strip("*: ")
    )
