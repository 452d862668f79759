"""Public reading for programs: filters, cursor, nights, problems, and the document that describes it."""

from datetime import timedelta

from sites import certification, recognition
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from tests.clients import Client
from tests.factories.places import PRICE, make_place


async def test_without_dates_all_bases_are_listed_and_the_cursor_walks_through_them(
    client: Client,
) -> None:
    made = [await make_place() for _ in range(3)]
    first = (await client.get("/api/v1/sites", params={"limit": 2})).json()
    second = (
        await client.get("/api/v1/sites", params={"limit": 2, "cursor": first["next"]})
    ).json()
    assert (first["total"], second["total"], second["next"]) == (3, 3, None)
    listed = [item["code"] for item in first["items"] + second["items"]]
    assert listed == sorted(place.code for place in made)


async def test_with_dates_only_bases_that_can_receive_the_group_are_listed(client: Client) -> None:
    fits, suspended = await make_place(), await make_place()
    await certification.suspend(suspended.id, reason="整改", by=SYSTEM)
    asked = {"check_in": str(clock.today()), "nights": 2, "guests": 60}
    found = (await client.get("/api/v1/sites", params=asked)).json()
    (item,) = found["items"]
    assert (item["code"], item["places"]) == (fits.code, 90)
    assert item["price_per_person"] == {"minor": 2 * PRICE, "currency": "CNY"}
    too_many = (await client.get("/api/v1/sites", params={**asked, "guests": 91})).json()
    too_dear = {**asked, "max_price_per_person": 2 * PRICE - 1}
    assert (
        too_many["total"],
        (await client.get("/api/v1/sites", params=too_dear)).json()["total"],
    ) == (0, 0)


async def test_recognition_stands_beside_the_list_and_leaves_nothing_out(client: Client) -> None:
    await make_place()
    await recognition.record_known_agreements(by=SYSTEM)
    for origin, ground in (("330100", "agreement"), ("340100", "own_province"), ("110100", None)):
        found = (await client.get("/api/v1/sites", params={"origin": origin})).json()
        assert found["total"] == 1
        assert (found["recognition"] or {"ground": None})["ground"] == ground


async def test_flexible_dates_answer_the_first_start_that_fits(client: Client) -> None:
    await make_place()
    today = clock.today()
    asked = {
        "window_from": str(today),
        "window_to": str(today + timedelta(days=9)),
        "nights": 3,
        "guests": 40,
    }
    (item,) = (await client.get("/api/v1/sites", params=asked)).json()["items"]
    assert item["check_in"] == str(today)


async def test_one_base_and_its_nights_are_read(client: Client) -> None:
    place, today = await make_place(), clock.today()
    whole = (await client.get(f"/api/v1/sites/{place.code}")).json()
    assert [kind["beds"] for kind in whole["room_types"]] == [2, 3]
    span = {"from": str(today), "to": str(today + timedelta(days=2))}
    nights = (await client.get(f"/api/v1/sites/{place.code}/nights", params=span)).json()
    assert [(one["date"], one["places"], one["limit"]) for one in nights["items"]] == [
        (str(today), 90, "reception"),
        (str(today + timedelta(days=1)), 90, "reception"),
    ]


PROBLEMS = (
    ("/api/v1/sites/NOPE", 404, "site_unknown"),
    ("/api/v1/sites?nights=31", 422, "query_invalid"),
    ("/api/v1/sites?check_in=2020-01-01", 422, "query_invalid"),
    ("/api/v1/sites?check_in=2026-02-30", 422, "query_invalid"),
    ("/api/v1/sites?guests=1e3", 422, "query_invalid"),
    ("/api/v1/sites?limit=1000000", 422, "query_invalid"),
    ("/api/v1/sites?max_price_per_person=NaN", 422, "query_invalid"),
    ("/api/v1/sites?window_from=2090-01-02&window_to=2090-01-01", 422, "query_invalid"),
    ("/api/v1/sites?gests=40", 422, "query_invalid"),
    ("/api/v1/sites?guests=40&guests=2", 422, "query_invalid"),
    ("/api/v1/sites/NOPE/nights?form=2090-01-01", 422, "query_invalid"),
    ("/api/v1/sites?district=%00", 422, "query_invalid"),
    ("/api/v1/nothing", 404, "http_404"),
)


async def test_failures_are_problems_with_a_stable_code(client: Client) -> None:
    for path, status, code in PROBLEMS:
        answer = await client.get(path)
        assert answer.headers["content-type"] == "application/problem+json", path
        problem = answer.json()
        assert (answer.status_code, problem["status"], problem["code"]) == (status, status, code)


async def test_the_document_describes_every_public_operation(client: Client) -> None:
    document = (await client.get("/api/v1/openapi.json")).json()
    assert document["openapi"] == "3.1.0"
    names = [one["name"] for one in document["paths"]["/api/v1/sites"]["get"]["parameters"]]
    assert {"district", "check_in", "window_from", "max_price_per_person", "cursor"} <= set(names)
    nights = document["paths"]["/api/v1/sites/{code}/nights"]["get"]["parameters"]
    assert [one["name"] for one in nights] == ["code", "from", "to", "If-None-Match"]
    page = (await client.get("/interface")).text.replace("<wbr />", "")
    assert "/api/v1/sites/{code}/nights" in page
