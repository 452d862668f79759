"""The form of a document, read into a table as a file would have it, so that one place checks both."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import FormData

from booking.rules import KINDS, Document, Fault, read_document
from booking.web.rules.fields import RuleShown, named_places, read_rules, shown, split_codes
from sites.foundation.forms import clean_line
from sites.foundation.language import N_, _

OWN_SOURCE = N_("Own measures of the unit")
PLAIN = ("title", "issuer", "number", "scheme", "unit_sector", "from", "until", "grade", "source")


@dataclass(frozen=True)
class Written:
    """What was typed: the document where it is sound, else what is wrong by field."""

    raw: dict[str, str]
    row: dict[str, Any]
    document: Document | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def rules(self) -> list[RuleShown]:
        return [
            shown(n, rule, {}) for n, rule in enumerate(self.row["rules"], 1) if _is_known(rule)
        ]


def _is_known(rule: Mapping[str, Any]) -> bool:
    return rule.get("kind") in KINDS


def standing(document: Document | None) -> Written:
    """Before anybody typed: the document as it stands, or an empty form."""
    if document is None:
        return Written({}, {"rules": []})
    row = document.values()
    raw = {name: str(row.get(name, "")) for name in ("id", *PLAIN)}
    return Written({**raw, "origin": named_places(row["origin"])}, row, document)


def read_form(
    form: FormData, *, kept: Document | None, own: tuple[str, str, str] | None
) -> Written:
    """`kept` is the document that is changed. `own`: code, name and region of a union, whose measures these are."""
    raw = {name: value for name, value in form.items() if isinstance(value, str)}
    try:
        row = {name: clean_line(raw.get(name, "")) for name in PLAIN}
    except ValueError:
        return Written(raw, {"rules": read_rules(form)}, None, {"title": _("Remove the invisible control characters")})  # fmt: skip
    row = {name: value for name, value in row.items() if value}
    row |= {
        "id": kept.id if kept else raw.get("id", "").strip() or f"document-{secrets.token_hex(4)}",
        "origin": split_codes(raw.get("origin", "")),
    }
    if kept:
        beside = kept.values()
        row |= {name: beside[name] for name in ("confirms", "number_confirmed") if name in beside}
    if own:
        row |= _of_union(own, kept)
    row["rules"] = _with_notes(read_rules(form), kept)
    if add := raw.get("add", ""):
        return Written(raw, {**row, "rules": [*row["rules"], {"kind": add}]})
    return _checked(raw, row)


def _of_union(own: tuple[str, str, str], kept: Document | None) -> dict[str, Any]:
    code, name, region = own
    made = f"own-{code[:10]}-{secrets.token_hex(3)}"
    return {
        "id": kept.id if kept else made, "issuer": name, "origin": [region], "grade": "own",
        "source": _(OWN_SOURCE),
    }  # fmt: skip


def _with_notes(rules: list[dict[str, Any]], kept: Document | None) -> list[dict[str, Any]]:
    """What the form does not show of a rule stays as it was, where the rule's note is still the same."""
    before = kept.values()["rules"] if kept else []
    hidden = {(one["kind"], one.get("note", "")): one for one in before}
    for rule in rules:
        same = hidden.get((rule["kind"], rule.get("note", "")), {})
        rule.update({name: same[name] for name in ("note_en", "of") if name in same})
    return rules


def _checked(raw: dict[str, str], row: dict[str, Any]) -> Written:
    read = read_document(row)
    if read.documents:
        return Written(raw, row, read.documents[0])
    return Written(raw, row, None, {_name(fault): fault.words for fault in reversed(read.faults)})


def _name(fault: Fault) -> str:
    """The field that a fault is about."""
    _document, *path = fault.where.split(" › ")
    if path[:1] == ["rules"]:
        return f"rule-{path[1]}-{path[2]}" if len(path) > 2 else "add"
    return path[0] if path else ""
