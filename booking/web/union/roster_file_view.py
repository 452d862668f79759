"""A roster file as its page shows it: faults with what to type instead, a preview, and the difference, all masked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from booking.rosters import DOCUMENTS, FIELDS, KINDS, SEXES, Difference, OpenFile
from booking.rosters.files.cells import JudgedRow
from booking.rosters.numbers import masked
from booking.rosters.phones import masked_phone
from sites.foundation.language import N_, _
from sites.foundation.words import say

MOST_FAULTS, PER_PAGE = 60, 20
# What is shorter is no telephone, and a mask would leave all of it.
SHORT_PHONE = 7
LABELS = {
    "name": N_("Name"), "kind": N_("Travels as"), "sex": N_("Sex"), "document": N_("Kind of document"),
    "number": N_("Document number"), "phone": N_("Telephone"), "department": N_("Department"), "note": N_("Note"), "guardian": N_("Guardian agrees"),
    "batch": N_("Batch"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FaultView:
    """`shown` is what stands in the cell, masked where it is a number; `options` makes the field a choice."""

    line: int
    column: str
    label: str
    field: str
    name: str
    shown: str
    words: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RowView:
    line: int
    name: str
    kind: str
    sex: str
    number: str
    phone: str
    status: str
    words: str
    batch: str = ""


@dataclass(frozen=True, slots=True)
class FileView:
    faults: tuple[FaultView, ...]
    more_faults: int
    rows: tuple[RowView, ...]
    total: int
    difference: tuple[Difference, ...]
    fields: dict[str, str]


def file_view(file: OpenFile, *, page: int) -> FileView:
    judged = file.judged
    faults = [fault for row in judged.faulty for fault in _faults(row, file)]
    rows = judged.rows[(page - 1) * PER_PAGE : page * PER_PAGE]
    status = _statuses(file)
    return FileView(
        tuple(faults[:MOST_FAULTS]), max(0, len(faults) - MOST_FAULTS),
        tuple(_row(row, status) for row in rows), len(judged.rows), tuple(_differences(file)),
        {code: _(words) for code, words in FIELDS.items()},
    )  # fmt: skip


def cell_name(line: int, field: str) -> str:
    return f"cell-{line}-{field}"


def _faults(row: JudgedRow, file: OpenFile) -> Iterator[FaultView]:
    for fault in row.faults:
        name = fault.field
        yield FaultView(
            row.line, file.columns.get(name, ""), _(LABELS[name]), name, row.name, _shown(row, name),
            say(fault.refusal), _options(name),
        )  # fmt: skip


def _shown(row: JudgedRow, name: str) -> str:
    text = row.row.fields.get(name, "")
    if row.row.spoilt.get(name) == "number":
        return text
    if name == "number":
        return masked(text) if len(text) > 4 else text
    if name == "phone" and len(text) > SHORT_PHONE:
        return masked_phone(text)
    return text[:24]


def _options(name: str) -> tuple[tuple[str, str], ...]:
    """Fields of few words are chosen; their values are the words that a file would have."""
    if name == "sex":
        return tuple((code, _(words)) for code, words in SEXES.items())
    if name == "kind":
        return tuple((code, _(words)) for code, words in KINDS.items())
    if name == "document":
        kept = {"resident": "身份证", "other": "其他"}
        return tuple((kept[code], _(words)) for code, words in DOCUMENTS.items())
    return (("yes", _("agrees")),) if name == "guardian" else ()


def _statuses(file: OpenFile) -> dict[int, str]:
    judged = file.judged
    return (
        {row.line: "same" for row in judged.rows}
        | {line: "added" for line, _person in judged.coming}
        | {one.line: "changed" for one in judged.changes}
        | {row.line: "faulty" for row in judged.faulty}
    )


def _row(row: JudgedRow, statuses: dict[int, str]) -> RowView:
    status = statuses[row.line]
    words = {
        "same": _("as on the list"), "added": _("is added"), "changed": _("is changed"), "faulty": _("to put right"),
    }[status]  # fmt: skip
    person, batch = row.person, row.row.fields.get("batch", "")
    if person is None:
        return RowView(row.line, row.name, "", "", "", "", status, words, batch)
    return RowView(
        row.line, person.name, _(KINDS[person.kind]), _(SEXES[person.sex]) if person.sex else "",
        masked(person.number) if person.number else "", masked_phone(person.phone), status, words,
        batch,
    )  # fmt: skip


def _differences(file: OpenFile) -> Sequence[Difference]:
    judged = file.judged
    added = [Difference(str(line), "added", who.name, who.kind) for line, who in judged.coming]
    left = [Difference(who.public_id, "left", who.name, who.kind) for who in judged.leaving]
    changed = [
        Difference(one.traveller, "changed", one.person.name, one.person.kind, one.fields)
        for one in judged.changes
    ]
    return [*added, *left, *changed]
