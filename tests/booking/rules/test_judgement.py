"""Until documents are on file, every trip is told so, and nothing is invented."""

import json
from datetime import date

import pytest

from booking.rules import (
    Judgement,
    Outcome,
    TripFacts,
    Verdict,
    judge,
    no_rule_sentence,
)
from sites.foundation.amounts import Money
from sites.foundation.language import ENGLISH, speaking
from sites.regions import regions


@pytest.mark.parametrize("origin", [*(place.code for place in regions()), "340000", "110000"])
def test_no_document_binds_a_trip_from_any_origin(origin):
    trip = TripFacts(
        origin=origin, check_in=date(2027, 5, 18), nights=12, price_per_person=Money(99_999_900)
    )
    assert judge(trip) == Judgement(Outcome.NO_RULE, ())


def test_the_page_names_the_city_for_which_nothing_is_on_file():
    with speaking(ENGLISH):
        assert no_rule_sentence("330100") == "No rule is on file for Hangzhou."


def test_a_district_is_named_by_its_city_and_an_unknown_place_by_its_code():
    with speaking(ENGLISH):
        assert no_rule_sentence("330106") == "No rule is on file for Hangzhou."
        assert no_rule_sentence("310115") == "No rule is on file for Shanghai."
        assert no_rule_sentence("110101") == "No rule is on file for 110101."


def test_a_frozen_judgement_comes_back_the_same():
    verdict = Verdict(
        rule="max_days", outcome=Outcome.WARN, document="示例", source="https://example.test",
        grade="official", found="6", allowed="5", clause="三", remedy="",
    )  # fmt: skip
    made = Judgement(Outcome.WARN, (verdict,))
    assert Judgement.from_facts(json.loads(json.dumps(made.as_facts()))) == made
