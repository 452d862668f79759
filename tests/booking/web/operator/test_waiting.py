"""The operator's page of its waiting list: who waits, what would take them in, and the rule that it declares."""

import html
from datetime import timedelta

import pytest

from booking.stays import waiting
from sites.foundation import clock
from sites.listings.models import Site
from tests.factories.people import make_federation, sign_in_as
from tests.factories.places import make_place
from tests.factories.waits import full_place, give_back, waits


@pytest.fixture
def database_url(fresh_database) -> str:
    return fresh_database("sqlite")


def text_of(answer) -> str:
    return html.unescape(answer.text)


async def test_the_operator_sees_who_waits_and_what_it_could_open(client):
    place = await full_place()
    story = await waits(place, 10)
    await waits(place, 5, programme="front_line")
    await sign_in_as(client, place.operator.sales)
    found = text_of(await client.get(f"/en/operator/sites/{place.code}/waiting"))
    name = story.union.name.replace("示例工会", "Example union ")
    assert f"1. {name}" in found
    assert "2 groups wait" in found
    assert "Opening 10 × Twin room on" in found
    assert "Front-line workers" in found


async def test_who_answers_no_requests_sees_no_names(client):
    place = await full_place()
    story = await waits(place, 10)
    await give_back(place.holder)
    await waiting.offer(place.id)
    other = await waits(place, 40)
    await sign_in_as(client, place.operator.steward)
    found = text_of(await client.get(f"/en/operator/sites/{place.code}/waiting"))
    assert "Offered, not answered yet" in found
    for one in (story, other):
        assert one.union.name.replace("示例工会", "Example union ") not in found
    assert "Declare this rule" not in found


async def test_a_rule_is_declared_shown_on_the_bases_page_and_beside_each_entry(client):
    place = await full_place()
    story = await waits(place, 10)
    await sign_in_as(client, place.operator.sales)
    path = f"/en/operator/sites/{place.code}/waiting"
    fields = {"kind": "skip", "passes": "4", "days": "21", "offer_hours": "12"}
    done = await client.submit(path, f"{path}/rule", **fields)
    assert done.status_code == 303
    words = "at most 4 times and never after 21 days"
    assert words in text_of(await client.get(path))
    assert words in text_of(await client.get(f"/en/sites/{place.code}"))
    await sign_in_as(client, story.union.organiser)
    assert words in text_of(await client.get(f"/en/union/waiting/{story.id}"))


async def test_what_is_no_rule_is_refused_with_what_was_typed(client):
    place = await full_place()
    await sign_in_as(client, place.operator.sales)
    path = f"/en/operator/sites/{place.code}/waiting"
    sound = {"kind": "skip", "passes": "4", "days": "21", "offer_hours": "12"}
    page = await client.get(path)
    for changes in ({"kind": "mine"}, {"passes": "0"}, {"days": "999"}, {"offer_hours": "x"}):
        answer = await client.post_from(page, f"{path}/rule", **{**sound, **changes})
        assert answer.status_code == 422, changes
        assert 'value="21"' in answer.text or "days" in changes
    assert (await Site.get(id=place.id)).waiting_rule == "strict"
    other = await make_place()
    answer = await client.post_from(page, f"/en/operator/sites/{other.code}/waiting/rule", **sound)
    assert answer.status_code == 404


async def test_the_federation_sees_numbers_and_lets_a_programme_go_first(client):
    host, place = await make_federation(), await full_place()
    story = await waits(place, 10, programme="model_workers")
    await sign_in_as(client, host.clerk)
    path = "/en/federation/waiting"
    found = text_of(await client.get(path))
    assert "1 group waits" in found
    assert story.union.name.replace("示例工会", "Example union ") not in found
    day = clock.today() + timedelta(days=20)
    fields = {"programme": "model_workers", "first_day": str(day), "last_day": str(day + timedelta(days=30))}  # fmt: skip
    page = await client.get(path)
    for changes in (
        {"programme": "x"},
        {"last_day": str(day - timedelta(days=1))},
        {"first_day": ""},
    ):
        answer = await client.post_from(page, f"{path}/priorities", **{**fields, **changes})
        assert answer.status_code == 422, changes
    assert (await client.post_from(page, f"{path}/priorities", **fields)).status_code == 303
    found = await client.get(path)
    assert "Model workers" in text_of(found)
    await sign_in_as(client, story.union.organiser)
    assert "Programme goes first" in text_of(await client.get(f"/en/union/waiting/{story.id}"))

    await sign_in_as(client, host.clerk)
    (priority,) = await waiting.priorities()
    page = await client.get(path)
    ended = await client.post_from(page, f"{path}/priorities/end", priority=priority.public_id)
    assert ended.status_code == 303
    again = await client.post_from(page, f"{path}/priorities/end", priority=priority.public_id)
    assert again.status_code == 404
    assert await waiting.priorities() == []


async def test_only_clerks_and_administrators_set_what_goes_first(client):
    host = await make_federation()
    await sign_in_as(client, host.viewer)
    page = await client.get("/en/federation/waiting")
    assert page.status_code == 200
    assert "Let a programme go first" not in text_of(page)
    answer = await client.post_from(page, "/en/federation/waiting/priorities", programme="new_year")
    assert answer.status_code == 403
