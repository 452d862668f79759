"""Kinds that no known document has yet, on both sides of their border; and what verdicts say."""

import json
from dataclasses import replace
from datetime import date

import pytest

from booking.rules import Holidays, Insurance, Judgement, Outcome, judge, no_rule_sentence, words_of
from booking.rules.holidays import published_holidays
from sites.foundation.amounts import Money
from sites.foundation.language import CHINESE, ENGLISH, speaking
from tests.booking.rules.known import document, known, trip


def outcome(rule, *more, **facts):
    paper = document(rules=[{"effect": "block", **rule}, *({"effect": "block", **r} for r in more)])
    return judge(trip(**facts), [paper]).outcome.value


SEASON = {"kind": "season", "first": "04-01", "last": "06-30"}
WINTER = {"kind": "season", "first": "11-01", "last": "02-29"}
SPLIT = {"kind": "split_trips", "value": 2}
FIVE = {"kind": "max_days", "value": 5}
MERGED = {"kind": "merged_years", "value": 3}
YEARLY = {"kind": "max_cost_per_year", "unit_kinds": ["any"], "value": 300000}


@pytest.mark.parametrize(
    ("rules", "facts", "wanted"),
    [
        ([{"kind": "max_cost_per_trip", "unit_kinds": ["any"], "value": 300000}], {"price": 300000}, "pass"),
        ([{"kind": "max_cost_per_trip", "unit_kinds": ["any"], "value": 300000}], {"price": 300001}, "block"),
        ([{"kind": "max_cost_per_trip", "unit_kinds": ["any"], "value": 300000}], {}, "incomplete"),
        ([SEASON], {"check_in": "2027-04-01"}, "pass"),
        ([SEASON], {"check_in": "2027-03-31"}, "block"),
        ([SEASON], {"check_in": "2027-06-26"}, "pass"),
        ([SEASON], {"check_in": "2027-06-27"}, "block"),
        ([WINTER], {"check_in": "2027-12-30"}, "pass"),
        ([WINTER], {"check_in": "2027-01-05"}, "pass"),
        ([WINTER], {"check_in": "2027-02-24"}, "pass"),
        ([WINTER], {"check_in": "2027-02-25"}, "block"),
        ([WINTER], {"check_in": "2027-10-31"}, "block"),
        ([FIVE, SPLIT], {"nights": 1, "days_this_year": 3, "trips_this_year": 1}, "pass"),
        ([FIVE, SPLIT], {"nights": 2, "days_this_year": 3, "trips_this_year": 1}, "block"),
        ([FIVE, SPLIT], {"nights": 1, "days_this_year": 2, "trips_this_year": 2}, "block"),
        ([FIVE, SPLIT], {"nights": 1, "trips_this_year": 1}, "incomplete"),
        ([FIVE, SPLIT], {"nights": 1, "days_this_year": 0}, "incomplete"),
        ([FIVE, SPLIT], {"nights": 5}, "block"),
        ([FIVE], {"nights": 1, "days_this_year": 30}, "pass"),
        ([FIVE, MERGED], {"nights": 9, "merged_years": 2}, "pass"),
        ([FIVE, MERGED], {"nights": 10, "merged_years": 2}, "block"),
        ([FIVE, MERGED], {"nights": 5}, "block"),
        ([FIVE, MERGED], {"nights": 4, "merged_years": 4}, "block"),
        ([FIVE], {"nights": 5, "merged_years": 3}, "block"),
        ([YEARLY, MERGED], {"price": 500000, "spent": 100000, "merged_years": 2}, "pass"),
        ([YEARLY, MERGED], {"price": 500001, "spent": 100000, "merged_years": 2}, "block"),
        ([YEARLY], {"price": 300001, "spent": 0, "merged_years": 2}, "block"),
    ],
)  # fmt: skip
def test_both_sides_of_a_border(rules, facts, wanted):
    assert outcome(*rules, **facts) == wanted


def one(rule, **facts):
    return judge(trip(**facts), [document(rules=[{"effect": "block", **rule}])]).verdicts[0]


@pytest.mark.parametrize(
    ("rule", "facts", "found", "allowed", "remedy"),
    [
        (FIVE, {"nights": 5}, "6 days", "at most 5 days, travel included", "1 day fewer"),
        ({"kind": "max_cost_per_day", "unit_kinds": ["any"], "value": 60000}, {"nights": 3, "price": 240001},
         "¥2,400.01 a person for 4 days", "at most ¥600 a person and day, ¥2,400 for 4 days", "At most ¥2,400 a person"),
        (YEARLY, {"price": 250000, "spent": 100000}, "¥2,500 for this trip and ¥1,000 before it, this year",
         "at most ¥3,000 a person and year", "At most ¥2,000 a person"),
        (YEARLY, {"price": 1, "spent": 300000}, "¥0.01 for this trip and ¥3,000 before it, this year",
         "at most ¥3,000 a person and year", "Nothing is left of this year's ceiling: travel next year"),
        ({"kind": "years_between", "value": 4}, {"years_since_last": 3}, "3 years since the last retreat",
         "at least 4 years since the last retreat", "Wait 1 more year"),
        ({"kind": "territory", "allow": ["350000", "341000"]}, {"destination": "510000"}, "Sichuan",
         "only Fujian, Huangshan", "Choose a base in Fujian, Huangshan"),
        ({"kind": "finish_by", "value": "11-30"}, {"check_in": "2027-11-28"}, "ends on 2 December 2027",
         "over by 30 November of the year", "End the trip by 30 November 2027"),
        ({"kind": "insurance_cover", "value": 100000000, "medical": 10000000}, {"cover": 50000000, "medical": 10000000},
         "¥500,000 a person, for medical care ¥100,000", "at least ¥1,000,000 a person, for medical care ¥100,000",
         "Insure everybody for at least ¥1,000,000 a person, for medical care ¥100,000"),
        ({"kind": "min_service_years", "value": 5}, {"service_years": 4}, "4 years of service",
         "at least 5 years of service", "1 more year of service"),
    ],
)  # fmt: skip
def test_a_verdict_says_what_was_found_what_is_allowed_and_what_would_pass(
    rule, facts, found, allowed, remedy
):
    verdict = one(rule, **facts)
    with speaking(ENGLISH):
        assert (words_of(verdict.found), words_of(verdict.allowed), words_of(verdict.remedy)) == (found, allowed, remedy)  # fmt: skip


def test_the_remedy_of_a_ceiling_passes_and_one_fen_more_does_not():
    rule = {"kind": "max_cost_per_day", "unit_kinds": ["any"], "value": 33333}
    most = one(rule, price=900000).remedy["minor"]
    assert outcome(rule, price=most) == "pass"
    assert outcome(rule, price=most + 1) == "block"


def test_what_passes_needs_no_remedy():
    assert one(FIVE, nights=4).remedy == {}


def test_a_missing_fact_is_named_and_asked_for():
    verdict = one({"kind": "years_between", "value": 4, "where": "other_province"})
    assert verdict.missing == ("destination", "years_since_last")
    with speaking(ENGLISH):
        assert words_of(verdict.remedy) == "State the destination, the years since the last retreat"


def test_a_trip_over_two_provinces_is_one_to_another_province():
    rule = {"kind": "max_days", "where": "other_province", "value": 3, "effect": "block"}
    paper = document(rules=[rule])
    both = replace(trip(), destinations=("320100", "341000"))
    assert judge(both, [paper]).outcome is Outcome.BLOCK
    assert judge(replace(both, destinations=("320100",)), [paper]).outcome is Outcome.PASS


def test_a_base_outside_the_territory_stops_a_trip_whose_other_base_lies_in_it():
    paper = document(rules=[{"kind": "territory", "allow": ["341000"], "effect": "block"}])
    both = replace(trip(), destinations=("341000", "330100"))
    assert judge(both, [paper]).outcome is Outcome.BLOCK
    assert judge(replace(both, destinations=("341000",)), [paper]).outcome is Outcome.PASS


def test_a_block_of_a_document_that_was_not_read_at_its_publisher_is_known_as_such():
    assert one(FIVE, nights=9).may_be_passed is False
    weak = document(grade="weak", rules=[{**FIVE, "effect": "block"}])
    assert judge(trip(nights=9), [weak]).verdicts[0].may_be_passed
    assert not judge(trip(nights=4), [weak]).verdicts[0].may_be_passed


def test_a_clause_that_the_source_does_not_give_stays_empty():
    found = judge(trip(origin="330100", nights=9), known())
    assert {verdict.clause for verdict in found.verdicts} == {""}
    assert one({**FIVE, "clause": "三、(二)"}).clause == "三、(二)"


def test_a_number_that_only_others_linked_to_the_text_is_not_called_confirmed():
    numbers = {
        v.document: v.number_confirmed for v in judge(trip(origin="330300"), known()).verdicts
    }
    assert numbers == {"关于调整职工疗休养政策的通知": False}


def test_a_frozen_judgement_comes_back_the_same_and_is_read_in_both_languages():
    made = judge(trip(origin="330211", nights=6, price=350000), known())
    again = Judgement.from_facts(json.loads(json.dumps(made.as_facts())))
    assert again == made
    with speaking(ENGLISH):
        english = [verdict.as_words()["allowed"] for verdict in again.verdicts]
    with speaking(CHINESE):
        chinese = [verdict.as_words()["allowed"] for verdict in again.verdicts]
    assert all(a != b for a, b in zip(english, chinese, strict=True))


def test_the_page_names_the_city_for_which_nothing_is_on_file():
    with speaking(ENGLISH):
        assert no_rule_sentence("330100") == "No rule is on file for Hangzhou."
        assert no_rule_sentence("330106") == "No rule is on file for Hangzhou."
        assert no_rule_sentence("310115") == "No rule is on file for Shanghai."
        assert no_rule_sentence("990101") == "No rule is on file for 990101."


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        ("2026-05-01", "2026-05-05", (0, True)),
        ("2026-05-04", "2026-05-10", (4, True)),
        ("2026-09-28", "2026-10-10", (6, True)),
        ("2025-01-26", "2025-01-27", (2, True)),
        ("2026-12-31", "2027-01-01", (2, False)),
        ("2027-05-17", "2027-05-23", (5, False)),
    ],
)
def test_working_days_follow_the_notices_and_else_the_week(first, last, wanted):
    holidays = Holidays(published_holidays())
    assert holidays.working_days(date.fromisoformat(first), date.fromisoformat(last)) == wanted


def test_every_year_of_holidays_has_its_source():
    assert all(year.source.startswith("https://") for year in published_holidays())


def test_a_count_without_a_known_notice_says_so():
    rule = {**FIVE, "unit": "working_days"}
    assert one(rule, check_in="2027-05-17").remark
    assert not one(rule, check_in="2026-05-18").remark


def test_sums_insured_of_nothing_are_not_the_same_as_sums_not_stated():
    rule = {"kind": "insurance_cover", "value": 100}
    paper = document(rules=[{**rule, "effect": "block"}])
    assert judge(replace(trip(), insurance=Insurance(Money(0))), [paper]).outcome is Outcome.BLOCK
    assert judge(replace(trip(), insurance=Insurance()), [paper]).outcome is Outcome.INCOMPLETE
