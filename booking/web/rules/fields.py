"""Which fields a kind of rule has in the form, and what is typed in them as a table of a document."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData

from booking.people import UNIT_KINDS
from booking.rules import KINDS, code_named, place_name, title_of
from booking.rules.kinds import RuleBase
from sites.foundation.forms import clean_yuan
from sites.foundation.language import N_, _, choose, pgettext

MOST_RULES = 60
COMMON = ("effect", "clause", "note", "of", "note_en")
MONEY = {"medical"}
CODES = {"allow"}
WORDS: dict[str, str] = {
    "block": N_("refuse"), "warn": N_("ask for a reason"),
    "anywhere": N_("everywhere"), "same_province": N_("in the own province"), "other_province": N_("in other provinces"),
    "days": N_("calendar days"), "working_days": N_("working days"),
    "forbidden": N_("not allowed to travel along"), "own_cost_separate_contract": N_("at their own cost, by a contract of their own"),
    "own_cost_or_own_unit": N_("at their own cost, or at their own unit's"),
    "any": N_("all kinds of units"), **UNIT_KINDS,
}  # fmt: skip
LABELS: dict[str, str] = {
    "where": N_("Where"), "value": N_("What is allowed"), "unit": N_("Counted in"), "unit_kinds": N_("Kinds of units"),
    "medical": N_("Of it for medical care, in yuan"), "allow": N_("Places that are allowed"), "first": N_("First day (month-day)"),
    "last": N_("Last day (month-day)"),
}  # fmt: skip
MONEY_LABEL = N_("Limit in yuan")


@dataclass(frozen=True)
class RuleField:
    """`options` where one is chosen, or several (`many`); `value` is what stands in it."""

    name: str
    label: str
    value: str
    values: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    many: bool = False


@dataclass(frozen=True)
class RuleShown:
    number: int
    kind: str
    title: str
    fields: tuple[RuleField, ...]


def kinds() -> list[tuple[str, str]]:
    return [(kind, title_of(kind)) for kind in KINDS]


def shown(number: int, rule: Mapping[str, Any], typed: Mapping[str, str]) -> RuleShown:
    """The fields of one rule: as typed where somebody typed, else as the table has them."""
    kind = str(rule["kind"])
    names = [name for name in KINDS[kind].model_fields if name not in {*COMMON, "kind"}]
    fields = tuple(_field(number, kind, name, rule, typed) for name in (*names, "effect", "clause", "note"))  # fmt: skip
    return RuleShown(number, kind, title_of(kind), fields)


def _field(
    number: int, kind: str, name: str, rule: Mapping[str, Any], typed: Mapping[str, str]
) -> RuleField:
    full = f"rule-{number}-{name}"
    options = tuple((code, _(WORDS[code])) for code in _choices(kind, name))
    value = rule.get(name)
    if value is None and options and name != "unit_kinds":
        value = options[0][0]
    text = typed.get(full, _text(kind, name, value))
    many = tuple(value) if name == "unit_kinds" and value else ()
    return RuleField(full, _label(kind, name), text, many, options, name == "unit_kinds")


def _label(kind: str, name: str) -> str:
    own = {"effect": N_("Otherwise"), "clause": N_("Clause"), "note": N_("Note")}
    if name == "value" and is_money(kind, name):
        return _(MONEY_LABEL)
    return _(own.get(name) or LABELS[name])


def _choices(kind: str, name: str) -> list[str]:
    schema = KINDS[kind].model_json_schema()["properties"][name]
    found = schema.get("enum") or schema.get("items", {}).get("enum") or []
    return [str(one) for one in found]


def is_money(kind: str, name: str) -> bool:
    return name in MONEY or (
        name == "value" and (kind.startswith("max_cost") or kind == "insurance_cover")
    )


def _text(kind: str, name: str, value: Any) -> str:
    if value is None:
        return ""
    if is_money(kind, name) and isinstance(value, int):
        yuan, fen = divmod(value, 100)
        return f"{yuan}.{fen:02d}" if fen else str(yuan)
    if name in CODES:
        return named_places(value if isinstance(value, list | tuple) else [value])
    return ", ".join(value) if isinstance(value, list | tuple) else str(value)


def read_rules(form: FormData) -> list[dict[str, Any]]:
    """The rules of a posted form, in order, without those that were dropped; what is at fault stays as it was typed."""
    found = []
    for number in range(1, MOST_RULES + 1):
        kind = form.get(f"rule-{number}-kind")
        if isinstance(kind, str) and kind and not form.get(f"rule-{number}-drop"):
            found.append(_read(form, number, kind))
    return found


def _read(form: FormData, number: int, kind: str) -> dict[str, Any]:
    rule: dict[str, Any] = {"kind": kind}
    known = KINDS[kind].model_fields if kind in KINDS else {}
    for name in known:
        value = _value(form, f"rule-{number}-{name}", kind, name)
        if name != "kind" and value not in ("", [], None):
            rule[name] = value
    return rule


def _value(form: FormData, full: str, kind: str, name: str) -> Any:
    if name == "unit_kinds":
        return [str(one) for one in form.getlist(full)]
    typed = form.get(full)
    text = typed.strip() if isinstance(typed, str) else ""
    if name in CODES:
        return split_codes(text)
    if text and is_money(kind, name):
        try:
            return clean_yuan(text)
        except ValueError:
            return text
    return text


def split_codes(text: str) -> list[str]:
    """Codes of places that were typed by code or by name, with commas between; what is neither stays as it was typed."""
    found: list[str] = []
    for part in filter(str.strip, re.split("[，、；;,\n]", text)):
        named = code_named(part)
        found += [named] if named else [code_named(one) or one for one in part.split()]
    return list(dict.fromkeys(found))


def named_places(codes: Iterable[str]) -> str:
    """As the form shows them: by the name, where that is the name of this code alone."""
    names = ((code, place_name(code)) for code in codes)
    return pgettext("list", ", ").join(name if code_named(name) == code else code for code, name in names)  # fmt: skip


def rule_words(rule: RuleBase) -> dict[str, str]:
    """A rule as a row of words: what it is about, what it says, and what follows otherwise."""
    values = rule.values()
    row = {"kind": rule.kind, "where": "anywhere", **values}  # type: ignore[attr-defined]
    told = [
        _("%(label)s: %(value)s", label=one.label, value=_told(one))
        for one in shown(1, row, {}).fields
        if one.name.rsplit("-", 1)[1] not in COMMON and (one.value or one.values)
    ]
    follows = WORDS[rule.effect]
    return {
        "title": title_of(row["kind"]), "says": " · ".join(told), "effect": _(follows),
        "clause": rule.clause, "note": choose(rule.note, rule.note_en),
    }  # fmt: skip


def _told(one: RuleField) -> str:
    words = dict(one.options)
    if one.many:
        return pgettext("list", ", ").join(words.get(code, code) for code in one.values)
    if one.name.endswith("-allow"):
        return pgettext("list", ", ").join(map(place_name, split_codes(one.value)))
    return words.get(one.value, one.value)
