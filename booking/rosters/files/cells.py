"""One row of a file, judged cell by cell: the person if all are sound, else every fault with what was wrong where."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from booking.rosters.drafts import TravellerDraft, draft
from booking.rosters.files.rows import FileRow
from booking.rosters.pasted import KIND_WORDS, SEX_WORDS
from booking.rosters.refusals import KindUnknown, NameUnsound, SexContradictsNumber
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

DOCUMENT_WORDS = {
    "": "resident", "身份证": "resident", "居民身份证": "resident", "二代身份证": "resident", "resident id": "resident",
    "护照": "other", "港澳通行证": "other", "港澳居民来往内地通行证": "other", "台胞证": "other", "其他": "other",
    "其他证件": "other", "other": "other", "other document": "other",
}  # fmt: skip
# Marks that hide, turn or part text; and the dots between parts of a name, of which one is kept.
UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
DOTS = str.maketrans("•‧・･", "····")
AGREED = {"是", "同意", "已同意", "yes", "y"}
# What lets the other fields be judged where one is faulty.
SOUND = {"name": "某", "kind": "worker", "sex": "", "document": "resident", "number": "", "phone": "", "guardian": True}  # fmt: skip


class CellIsNumber(Refusal):
    code = "roster_cell_is_number"
    kind = Kind.BAD_INPUT
    words = N_(
        "The spreadsheet kept this as a number, and digits are lost. Type it again from the document; format the column as text."
    )


class CellIsError(Refusal):
    code = "roster_cell_is_error"
    kind = Kind.BAD_INPUT
    words = N_("A formula stands here, or its error. Type what should stand here.")


class CellUnclean(Refusal):
    code = "roster_cell_unclean"
    kind = Kind.BAD_INPUT
    words = N_("There are invisible control characters in this cell. Type it again.")


class CharacterLost(Refusal):
    code = "roster_character_lost"
    kind = Kind.BAD_INPUT
    words = N_(
        "One character could not be read, as happens to rare ones. Type the name as it stands in the document."
    )


class SexUnknown(Refusal):
    code = "roster_sex_unknown"
    kind = Kind.BAD_INPUT
    words = N_("Write 男 or 女, or leave it empty: the ID number tells it.")


class DocumentUnknown(Refusal):
    code = "roster_document_unknown"
    kind = Kind.BAD_INPUT
    words = N_("Write 身份证, 护照 or 其他.")


@dataclass(frozen=True, slots=True)
class CellFault:
    """`field` is a field of the row; the value stays out of any text."""

    field: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A person, or faults; never both."""

    row: FileRow
    person: TravellerDraft | None = field(default=None, repr=False)
    faults: tuple[CellFault, ...] = ()

    @property
    def line(self) -> int:
        return self.row.line

    @property
    def name(self) -> str:
        return self.row.fields.get("name", "")


def judge_row(row: FileRow) -> JudgedRow:
    told, faults = _told(row)
    while True:
        try:
            person = draft(**{_ARGUMENT.get(name, name): value for name, value in told.items()})
            break
        except Refusal as refusal:
            name = refusal.field or "name"
            faults.append(CellFault(name, refusal))
            told[name] = SOUND[name]
            if isinstance(refusal, SexContradictsNumber):
                told["sex"] = ""
    return JudgedRow(row, None if faults else person, tuple(faults))


def _told(row: FileRow) -> tuple[dict[str, Any], list[CellFault]]:
    told: dict[str, Any] = {}
    faults: list[CellFault] = []
    for name, read in READERS.items():
        try:
            told[name] = _sound(row, name, read)
        except Refusal as refusal:
            faults.append(CellFault(name, refusal))
            told[name] = SOUND.get(name, "")
    return told, faults


def _sound(row: FileRow, name: str, read: Callable[[str], Any]) -> Any:
    if why := row.spoilt.get(name):
        raise CellIsNumber if why == "number" else CellIsError
    text = row.fields.get(name, "")
    if any(unicodedata.category(one) in UNSEEN for one in text):
        raise CellUnclean
    return read(text.translate(DOTS))


def _name(text: str) -> str:
    if any(c in "?？□\ufffd" or "\ue000" <= c <= "\uf8ff" for c in text):
        raise CharacterLost
    if not text:
        raise NameUnsound
    return text


def _kind(text: str) -> str:
    try:
        return KIND_WORDS[text.casefold() or "worker"]
    except KeyError:
        raise KindUnknown from None


def _sex(text: str) -> str:
    if text and text.casefold() not in SEX_WORDS:
        raise SexUnknown
    return SEX_WORDS.get(text.casefold(), "")


def _document(text: str) -> str:
    try:
        return DOCUMENT_WORDS[text.casefold()]
    except KeyError:
        raise DocumentUnknown from None


READERS: dict[str, Callable[[str], Any]] = {
    "name": _name, "kind": _kind, "sex": _sex, "document": _document, "number": str, "phone": str, "department": str, "note": str,
    "guardian": lambda text: text.casefold() in AGREED,
}  # fmt: skip
_ARGUMENT = {"guardian": "guardian_agrees"}
