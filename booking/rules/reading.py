"""Documents as TOML, read strictly: an unknown kind or field, or anything else at fault, refuses the whole file."""

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from booking.rules.documents import Document
from booking.rules.kinds import KINDS
from sites.foundation.language import _

LARGEST, MOST = 512 * 1024, 500


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and where: the document's id or place in the file, then the field."""

    where: str
    words: str


@dataclass(frozen=True, slots=True)
class Read:
    documents: tuple[Document, ...] = ()
    faults: tuple[Fault, ...] = ()


def read_documents(text: str) -> Read:
    """All documents of the file, or all its faults."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        return Read(faults=(Fault("", _("This is no TOML: %(fault)s", fault=str(wrong))),))
    rows = tables.get("policy")
    if {*tables} != {"policy"} or not isinstance(rows, list) or len(rows) > MOST:
        words = _("The file must hold [[policy]] tables, at most %(most)s, and nothing else.", most=MOST)  # fmt: skip
        return Read(faults=(Fault("", words),))
    return _checked([read_document(row, where=f"policy {n}") for n, row in enumerate(rows, 1)])


def _checked(found: list[Read]) -> Read:
    faults = [fault for one in found for fault in one.faults]
    documents = [document for one in found for document in one.documents]
    ids = [document.id for document in documents]
    faults += [
        Fault(id_, _("This id stands in the file twice.")) for id_ in {*ids} if ids.count(id_) > 1
    ]
    return Read(faults=tuple(faults)) if faults else Read(tuple(documents))


def read_document(row: Any, *, where: str = "") -> Read:
    """One document from its table."""
    if not isinstance(row, dict):
        return Read(faults=(Fault(where, _("A table is needed here.")),))
    named = str(row.get("id") or where)
    try:
        return Read((Document.model_validate(row, by_alias=True, by_name=False),))
    except ValidationError as invalid:
        return Read(faults=tuple(_fault(named, dict(one)) for one in invalid.errors(include_url=False)))  # fmt: skip


def _fault(document: str, fault: dict[str, Any]) -> Fault:
    path = [str(part) if isinstance(part, str) else str(part + 1) for part in fault["loc"] if part not in KINDS]  # fmt: skip
    return Fault(" › ".join([document, *path]), _words(fault))


def _words(fault: dict[str, Any]) -> str:
    kind, context = fault["type"], fault.get("ctx") or {}
    if kind == "extra_forbidden":
        return _("There is no such field")
    if kind in {"union_tag_invalid", "union_tag_not_found"}:
        tag = re.sub(r"\s", " ", str(context.get("tag", "")))[:60]
        return _("There is no kind of rule called “%(kind)s”", kind=tag) if tag else _("Name the kind of rule")  # fmt: skip
    if kind == "missing":
        return _("This field is missing")
    if kind in {"literal_error", "enum"}:
        return _("Wanted is one of: %(words)s", words=context["expected"])
    return _("This value is not allowed here (%(fault)s)", fault=fault["msg"])
