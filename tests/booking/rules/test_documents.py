import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from booking import rules
from booking.rules import KINDS, read_document, read_documents
from sites.foundation.language import ENGLISH, speaking
from tests.booking.rules.known import document, known

PLAIN = {
    "id": "shili", "title": "示例文件", "issuer": "示例市总工会", "origin": ["320100"],
    "grade": "official", "source": "https://example.test/shili",
    "rules": [{"kind": "max_days", "where": "anywhere", "value": 5, "effect": "block"}],
}  # fmt: skip


def test_every_document_and_rule_of_the_file_is_read():
    text = files("booking.rules").joinpath("data", "policies.toml").read_text("utf-8")
    rows = tomllib.loads(text)["policy"]
    assert [(one.id, len(one.rules)) for one in known()] == [
        (r["id"], len(r["rules"])) for r in rows
    ]
    assert [one.values() for one in known()] == [_without_defaults(row) for row in rows]


def _without_defaults(row):
    # What the file says although it is so anyway.
    defaults = {"where": "anywhere", "unit": "days"}
    rules = [{k: v for k, v in rule.items() if defaults.get(k) != v} for rule in row["rules"]]
    return {**row, "rules": rules}


def changed(**parts):
    return {**PLAIN, **parts}


def with_rule(**rule):
    return changed(rules=[*PLAIN["rules"], rule])


@pytest.mark.parametrize(
    ("row", "where", "words"),
    [
        (with_rule(kind="max_moons", value=1, effect="block"), "shili › rules › 2", "no kind of rule called “max_moons”"),
        (with_rule(value=1, effect="block"), "shili › rules › 2", "Name the kind of rule"),
        (with_rule(kind="max_days", value=5, effect="block", colour="red"), "shili › rules › 2 › colour", "no such field"),
        (with_rule(kind="max_days", value=5, effect="maybe"), "shili › rules › 2 › effect", "Wanted is one of"),
        (with_rule(kind="max_days", value=5), "shili › rules › 2 › effect", "missing"),
        (with_rule(kind="max_days", value="five", effect="block"), "shili › rules › 2 › value", "not allowed"),
        (with_rule(kind="max_days", value=0, effect="block"), "shili › rules › 2 › value", "not allowed"),
        (with_rule(kind="max_days", value=5.5, effect="block"), "shili › rules › 2 › value", "not allowed"),
        (with_rule(kind="max_days", where="moon", value=5, effect="block"), "shili › rules › 2 › where", "Wanted"),
        (with_rule(kind="max_cost_per_day", value=1, effect="warn"), "shili › rules › 2 › unit_kinds", "missing"),
        (with_rule(kind="max_cost_per_day", unit_kinds=["club"], value=1, effect="warn"), "shili › rules › 2 › unit_kinds › 1", "Wanted"),
        (with_rule(kind="territory", allow=["34"], effect="block"), "shili › rules › 2 › allow › 1", "not allowed"),
        (with_rule(kind="family", value="welcome", effect="block"), "shili › rules › 2 › value", "Wanted"),
        (with_rule(kind="finish_by", value="13-40", effect="block"), "shili › rules › 2 › value", "not allowed"),
        (changed(origin=["Hangzhou"]), "shili › origin › 1", "not allowed"),
        (changed(origin=[]), "shili › origin", "not allowed"),
        (changed(grade="certain"), "shili › grade", "Wanted"),
        (changed(id="Shi Li"), "Shi Li › id", "not allowed"),
        (changed(mood="good"), "shili › mood", "no such field"),
        (changed(rules=[]), "shili › rules", "not allowed"),
        ({**PLAIN, "from": "2027-05-01", "until": "2027-04-30"}, "shili", "ends before it starts"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_by_its_place_and_never_skipped(row, where, words):
    with speaking(ENGLISH):
        found = read_document(row)
    assert not found.documents
    assert (where, True) in [(fault.where, words in fault.words) for fault in found.faults]


def test_the_same_document_without_the_fault_is_read():
    assert read_document(PLAIN).documents == (document(rules=PLAIN["rules"]),)


@pytest.mark.parametrize("text", ["", "[[policy", "[other]\n", "[[policy]]\n[[more]]\n", "policy = 3"])  # fmt: skip
def test_a_file_that_holds_anything_else_is_refused(text):
    assert read_documents(text).faults


def test_an_id_twice_is_refused():
    text = files("booking.rules").joinpath("data", "policies.toml").read_text("utf-8")
    assert len(read_documents(text + text).faults) == len(known())


def test_one_fault_refuses_the_whole_file():
    text = files("booking.rules").joinpath("data", "policies.toml").read_text("utf-8")
    assert not read_documents(text.replace('kind = "family"', 'kind = "friends"')).documents


def test_no_region_amount_or_document_stands_in_python():
    source = "\n".join(
        path.read_text("utf-8") for path in Path(rules.__file__).parent.rglob("*.py")
    )
    codes = {code for paper in known() for code in paper.origin}
    codes |= {
        code for paper in known() for rule in paper.rules for code in getattr(rule, "allow", ())
    }
    values = {getattr(rule, "value", 0) for paper in known() for rule in paper.rules}
    amounts = {str(value) for value in values if isinstance(value, int)}
    large = {amount for amount in amounts if len(amount) > 4}
    for word in [*codes, *large, *(paper.id for paper in known())]:
        assert not re.search(rf"\b{re.escape(word)}\b", source.replace("_", "")), word


def test_the_closed_list_has_every_kind_of_the_file():
    assert {rule.kind for paper in known() for rule in paper.rules} <= {*KINDS}
