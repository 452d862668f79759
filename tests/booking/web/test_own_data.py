"""What is held about a member, on the phone: opened once, read, asked to be corrected, answered by the union."""

import re
from urllib.parse import urlsplit

import pytest

from booking.notices.models import Notice
from booking.rosters.held_models import Correction, HeldLink
from booking.rosters.models import Traveller
from scheduler.topics import topics_of
from sites.foundation.outbox import OutboxRow
from sites.foundation.settings import Settings
from tests.factories.own_data import linked, listed
from tests.factories.people import sign_in_as
from tests.factories.plan_people import number_of


@pytest.fixture
async def story(client, database):
    return await listed()


async def made_link(client, story) -> str:
    """By the union's page; the path of the link."""
    await sign_in_as(client, story.union.organiser)
    person = f"/union/stays/{story.id}/roster/{story.traveller}"
    page = await client.submit(person, person + "/link")
    assert page.status_code == 200
    found = re.search(r"(https?://[^\s<\"]+/my-data/[\w-]+)", page.text)
    assert found
    return urlsplit(found[1]).path


async def test_the_union_makes_a_link_and_the_phone_that_opens_it_reads_what_is_held(client, story):
    path = await made_link(client, story)
    client.cookies.clear()
    door = await client.get("/en" + path)
    assert "示例甲" not in door.text
    assert "Show what is held about me" in door.text
    opened = await client.submit(path, path)
    assert opened.headers["location"] == path
    page = await client.get("/en" + path)
    for words in ("示例甲", "示例科", "Nobody.", "Your union has no retreat of yours on record."):
        assert words in page.text
    for secret in (story.own_number, "13800138000"):
        assert secret not in page.text
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    await client.submit(path, path + "/leaving")
    assert (await client.get(path)).status_code == 404


async def test_a_look_at_the_address_uses_nothing_and_another_phone_opens_nothing(client, story):
    path = "/my-data/" + await linked(story)
    for _ in range(3):
        assert (await client.get(path)).status_code == 200
    assert (await HeldLink.get()).opened_at is None
    await client.submit(path, path)
    client.cookies.clear()
    for answer in (await client.get(path), await client.get("/my-data/" + "A" * 43)):
        assert answer.status_code == 404
    assert "示例甲" not in (await client.get(path)).text


async def test_tries_to_open_a_link_are_limited(client, story):
    path = "/my-data/" + await linked(story)
    page = await client.get(path)
    answers = [await client.post_from(page, path) for _ in range(11)]
    assert answers[0].status_code == 303
    assert answers[-1].status_code == 429


async def test_a_correction_is_asked_told_and_written(client, story):
    path = "/my-data/" + await linked(story)
    await client.submit(path, path)
    number = number_of()
    wrong = await client.submit(path, path + "/correction", number="123")
    assert wrong.status_code == 422
    assert 'id="field-number-error"' in wrong.text
    same = await client.submit(path, path + "/correction", number=story.own_number)
    assert same.status_code == 422
    await client.submit(path, path + "/correction", name="示例改", number=number, word="名字写错了")
    assert "13800138000" not in (await client.get(path)).text
    await _relayed()
    told = await Notice.filter(topic="correction_asked").values_list("user_id", flat=True)
    assert story.union.organiser.user_id in told
    assert story.union.viewer.user_id not in told

    await sign_in_as(client, story.union.organiser)
    for page in ("/en/union", f"/en/union/stays/{story.id}"):
        assert "1 person asks for a correction of their data" in (await client.get(page)).text
    assert "示例甲 asks for a correction" in (await client.get(f"/en/union/stays/{story.id}/roster")).text  # fmt: skip
    person = f"/union/stays/{story.id}/roster/{story.traveller}"
    shown = await client.get(person)
    assert "示例改" in shown.text
    assert "名字写错了" in shown.text
    assert number not in shown.text
    refused = await client.submit(person, person + "/correction", act="refuse")
    assert refused.status_code == 422
    assert 'id="field-why-error"' in refused.text
    done = await client.submit(person, person + "/correction", act="correct")
    assert done.status_code == 303
    assert (await Traveller.get(public_id=story.traveller)).name == "示例改"
    assert (await Correction.get()).state == "done"


async def _relayed() -> None:
    """Everything that moved is told."""
    jobs = topics_of(Settings())
    for row in await OutboxRow.filter(topic="stay.moved"):
        await jobs[row.topic](row.payload)


async def test_who_may_not_look_at_numbers_makes_no_link(client, story):
    await sign_in_as(client, story.union.approver)
    person = f"/union/stays/{story.id}/roster/{story.traveller}"
    page = await client.get(person)
    assert person + "/link" not in page.text
    assert (await client.post_from(page, person + "/link")).status_code == 403
