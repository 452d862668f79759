"""Trips and verdicts as data: every rule of the known documents at its border, on both sides."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from booking.rules import Outcome, judge
from tests.booking.rules.known import known, trip

CASES = json.loads(Path(__file__).with_name("cases.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_trip_is_judged_as_the_table_says(case):
    found = judge(trip(**case["facts"]), known())
    said = {f"{one.policy} {one.rule} {one.outcome.value}" for one in found.verdicts}
    assert found.outcome == case["outcome"], sorted(said)
    assert {*case["verdicts"]} <= said


def test_the_table_has_at_least_120_trips_of_different_names():
    assert len({case["name"] for case in CASES}) == len(CASES) >= 120


def test_every_rule_of_every_known_document_passes_somewhere_and_fails_somewhere():
    seen = defaultdict(set)
    for case in CASES:
        for one in judge(trip(**case["facts"]), known()).verdicts:
            seen[one.policy, one.rule].add(one.outcome)
    wanted = {(document.id, rule.kind) for document in known() for rule in document.rules}
    for pair in wanted:
        assert Outcome.PASS in seen[pair], pair
        assert seen[pair] & {Outcome.BLOCK, Outcome.WARN}, pair
