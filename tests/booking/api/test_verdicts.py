"""The public question about a trip's rules, as the contract has it."""

import json
from pathlib import Path

import pytest

from booking import rules
from sites import recognition
from sites.foundation.actor import SYSTEM
from tests.clients import Client
from tests.factories.places import make_place

CASES = json.loads((Path(__file__).parents[1] / "rules" / "cases.json").read_text("utf-8"))
PATH = "/en/api/v1/verdicts"
TRIP = {"origin": "330100", "check_in": "2027-05-18", "nights": 4, "destination": "341000"}


@pytest.fixture
async def known(database: str) -> None:
    await rules.record_known_documents(by=SYSTEM)
    await recognition.record_known_agreements(by=SYSTEM)


def body(facts: dict) -> dict:
    made = {**facts}
    money = {"price": "price_per_person", "spent": "spent_this_year"}
    for of, to in money.items():
        if of in made:
            made[to] = {"minor": made.pop(of)}
    insurance = {n: {"minor": made.pop(n)} for n in ("cover", "medical") if n in made}
    return {**made, **({"insurance": insurance} if insurance else {})}


async def test_the_table_of_trips_is_answered_the_same_over_http(
    client: Client, known: None
) -> None:
    asked = [case for case in CASES if "own_ceiling" not in case["facts"]][::3]
    for case in asked[:100]:
        answer = (await client.post(PATH, json=body(case["facts"]))).json()
        said = {f"{one['policy']} {one['rule']} {one['outcome']}" for one in answer["verdicts"]}
        assert answer["outcome"] == case["outcome"], case["name"]
        assert {*case["verdicts"]} <= said


async def test_a_verdict_says_everything_that_it_rests_on(client: Client, known: None) -> None:
    asked = {
        **TRIP,
        "nights": 5,
        "unit_kind": "soe",
        "price_per_person": {"minor": 400_000, "currency": "CNY"},
    }
    answer = (await client.post(PATH, json=asked)).json()
    (days,) = [one for one in answer["verdicts"] if one["rule"] == "max_days"]
    assert days == {
        "rule": "max_days", "outcome": "block", "policy": "zhejiang-2020",
        "document": "关于调整职工疗休养政策的通知", "number": "浙总工发〔2020〕46号", "number_confirmed": False,
        "clause": None, "date": "2020-07-15", "source": "http://www.siram.cn/2020-07/15/c_139213238.htm",
        "grade": "mirror", "found": "6 days", "allowed": "at most 5 days, travel included",
        "remedy": "1 day fewer", "missing": [],
        "note": "may be split into two or more trips inside the province",
    }  # fmt: skip
    year = next(one for one in answer["verdicts"] if one["rule"] == "max_cost_per_year")
    assert (year["outcome"], year["remedy"]) == ("block", "At most ¥3,000 a person")


async def test_null_is_the_same_as_absent(client: Client, known: None) -> None:
    names = (
        "unit_kind",
        "sector",
        "scheme",
        "price_per_person",
        "family",
        "insurance",
        "listed",
        "site",
    )
    absent = (await client.post(PATH, json=TRIP)).json()
    null = (await client.post(PATH, json={**TRIP, **dict.fromkeys(names)})).json()
    assert absent == null
    assert absent["outcome"] == "incomplete"
    assert {name for one in absent["verdicts"] for name in one["missing"]} == {
        "unit_kind", "price_per_person", "spent_this_year", "family",
    }  # fmt: skip


async def test_a_named_site_says_where_the_trip_goes_and_whether_it_is_listed(
    client: Client, known: None
) -> None:
    place = await make_place()
    asked = {
        "origin": "330603", "check_in": "2027-05-18", "nights": 3, "site": place.code, "unit_kind": "soe",
        "price_per_person": {"minor": 1}, "family": 0, "insurance": {"cover": {"minor": 100_000_000}},
    }  # fmt: skip
    answer = (await client.post(PATH, json=asked)).json()
    assert answer["outcome"] == "pass", answer
    assert answer["certificate"]["valid_on_every_night"] is True
    assert answer["recognition"]["ground"] == "agreement"

    late = (await client.post(PATH, json={**asked, "check_in": "2090-05-18"})).json()
    assert [v["outcome"] for v in late["verdicts"] if v["rule"] == "listed_site_only"] == ["block"]
    assert late["certificate"]["valid_on_every_night"] is False


async def test_certificate_and_recognition_never_change_the_outcome(
    client: Client, known: None
) -> None:
    place = await make_place()
    asked = {"origin": "320100", "check_in": "2090-05-18", "nights": 3, "site": place.code}
    answer = (await client.post(PATH, json=asked)).json()
    assert (answer["outcome"], answer["verdicts"]) == ("no_rule", [])
    assert answer["certificate"]["valid_on_every_night"] is False
    nowhere = (await client.post(PATH, json={**TRIP, "origin": "440100"})).json()
    assert (nowhere["outcome"], nowhere["recognition"]) == ("no_rule", None)


@pytest.mark.parametrize("code", ["33010", "3301000", "33010a", "", "３３０１００", "Hangzhou"])
async def test_a_malformed_code_alone_is_422(client: Client, known: None, code: str) -> None:
    for field in ("origin", "destination"):
        answer = await client.post(PATH, json={**TRIP, field: code})
        assert (answer.status_code, answer.json()["code"]) == (422, "region_code_malformed")
    any_code = await client.post(PATH, json={**TRIP, "origin": "990199", "destination": "000000"})
    assert any_code.status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"nights": "4"}, {"check_in": "soon"}, {"mood": "good"}, {"unit_kind": "club"}, {"price_per_person": 3}]
)  # fmt: skip
async def test_a_body_of_another_shape_is_400(client: Client, known: None, wrong: dict) -> None:
    assert (await client.post(PATH, json={**TRIP, **wrong})).status_code == 400


async def test_an_unknown_site_is_404(client: Client, known: None) -> None:
    answer = await client.post(PATH, json={**TRIP, "site": "NOWHERE"})
    assert (answer.status_code, answer.json()["code"]) == (404, "site_unknown")


async def test_120_questions_a_minute_and_not_one_more(client: Client, known: None) -> None:
    statuses = [(await client.post(PATH, json=TRIP)).status_code for _ in range(121)]
    assert statuses[:120] == [200] * 120
    again = await client.post(PATH, json=TRIP)
    assert (again.status_code, again.json()["code"]) == (429, "too_many_questions")
    assert again.headers["retry-after"]


async def test_the_words_follow_the_language_and_the_codes_do_not(
    client: Client, known: None
) -> None:
    english, chinese = [
        (await client.post(path, json={**TRIP, "nights": 5})).json() for path in (PATH, PATH[3:])
    ]
    for one, other in zip(english["verdicts"], chinese["verdicts"], strict=True):
        assert one["allowed"] != other["allowed"]
        assert (one["rule"], one["outcome"], one["source"]) == (
            other["rule"],
            other["outcome"],
            other["source"],
        )


async def test_a_document_written_meanwhile_is_in_the_next_answer(
    client: Client, known: None
) -> None:
    before = (await client.post(PATH, json={**TRIP, "origin": "320100"})).json()
    rows = {
        "id": "shili", "title": "示例", "issuer": "示例", "origin": ["320000"], "grade": "official",
        "source": "https://example.test", "rules": [{"kind": "max_days", "value": 3, "effect": "block"}],
    }  # fmt: skip
    (document,) = rules.read_document(rows).documents
    from booking.rules.recording import add_document
    from sites.foundation.database import transaction

    await transaction(add_document)(document, holder_id=None, why="示例", by=SYSTEM)
    after = (await client.post(PATH, json={**TRIP, "origin": "320100"})).json()
    assert (before["outcome"], after["outcome"]) == ("no_rule", "block")
