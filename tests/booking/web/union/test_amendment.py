"""A union changes its stay by its pages, and the operator answers by its own: looked at first, without scripts."""

import pytest

from booking.stays.amendment_model import Amendment
from booking.stays.models import Stay
from sites.packages import Heads
from tests.booking.stays.changes import amended, fewer
from tests.clients import Client
from tests.factories.people import sign_in_as
from tests.factories.stays import confirmed, counted, held, in_house

ONE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def _terms(story, **changes):
    fields = {
        "check_in": story.check_in.isoformat(), "nights": "4", "workers": "32", "family": "2", "crew": "2",
        "rooms-TWIN": "18", "rooms-FAMILY": "0", "package": "CARE", "note": "示例：两人请假",
    }  # fmt: skip
    return {**fields, **changes}


async def test_one_fewer_is_seen_before_it_is_proposed_and_the_base_agrees(
    database: str, client: Client
) -> None:
    story = await confirmed()
    await sign_in_as(client, story.union.organiser)
    root = f"/en/union/stays/{story.id}"
    assert f"{root}/amendment?fewer=1" in (await client.get(root)).text

    looked = await client.get(f"{root}/amendment", params={"fewer": "1"})
    assert "35 people" in looked.text
    assert "66,640.00" in looked.text  # 35 heads; the odd person pays no supplement
    sent = await client.post_from(looked, f"{root}/amendment")

    assert (sent.status_code, sent.headers["location"]) == (303, root)
    assert "Your change waits for the base" in (await client.get(root)).text
    assert "Take the change back" in (await client.get(f"{root}/amendment")).text
    await sign_in_as(client, story.operator.sales)
    desk = f"/en/operator/stays/{story.id}/amendment"
    assert desk in (await client.get("/en/operator")).text
    page = await client.get(desk)
    agreed = await client.post_from(page, f"{desk}/acceptance")
    assert (agreed.status_code, (await Stay.get(public_id=story.id)).price_minor) == (
        303,
        6_664_000,
    )
    assert "No change waits for your answer" in (await client.get(desk)).text


@ONE
async def test_a_no_needs_a_reason_and_leaves_everything(database: str, client: Client) -> None:
    story = await confirmed()
    amendment = await amended(story, fewer(story))
    await sign_in_as(client, story.operator.sales)
    desk = f"/en/operator/stays/{story.id}/amendment"
    page = await client.get(desk)

    unsaid = await client.post_from(page, f"{desk}/refusal")
    assert unsaid.status_code == 422
    assert "Fill in this field" in unsaid.text
    said = await client.post_from(page, f"{desk}/refusal", reason="other", note="示例")

    assert (said.status_code, (await Amendment.get(public_id=amendment)).state) == (303, "refused")
    assert (await Stay.get(public_id=story.id)).price_minor == 6_854_400


async def test_night_by_night_some_arrive_a_day_later(database: str, client: Client) -> None:
    story = await held()
    await sign_in_as(client, story.union.organiser)
    path = f"/en/union/stays/{story.id}/amendment"
    table = await client.get(path, params=_terms(story, by_night="1"))
    first = f"on-{story.check_in.isoformat()}"
    assert f'name="{first}-workers"' in table.text

    raw = _terms(story, by_night="1") | {f"{first}-workers": "26", f"{first}-rooms-TWIN": "15"}
    raw |= {f"{first}-family": "2", f"{first}-crew": "2"}
    looked = await client.get(path, params=raw)
    assert "65,688.00" in looked.text
    sent = await client.post_from(looked, path)

    assert sent.status_code == 303
    assert (await Stay.get(public_id=story.id)).price_minor == 6_568_800
    again = await client.get(path)
    assert 'name="by_night" value="1"' in again.text


@ONE
async def test_nights_that_are_over_stand_fast_in_the_table(database: str, client: Client) -> None:
    story = await in_house()
    await counted(story, story.check_in, Heads(30, 2, 2))
    await sign_in_as(client, story.union.organiser)
    path = f"/en/union/stays/{story.id}/amendment"
    page = await client.get(path, params={"fewer": "1"})
    assert f'type="hidden" name="on-{story.check_in}-workers" value="32"' in " ".join(page.text.split())  # fmt: skip
    assert "Propose the change" in page.text


@ONE
async def test_what_is_wrong_stands_at_its_field_and_nothing_is_asked(
    database: str, client: Client
) -> None:
    story = await held()
    await sign_in_as(client, story.union.organiser)
    path = f"/en/union/stays/{story.id}/amendment"
    first = f"on-{story.check_in.isoformat()}-workers"
    for changes, words in (
        ({"rooms-TWIN": "9"}, "These rooms have 18 beds for 36 people"),
        ({"workers": "0"}, "Enter a number of at least 1"),
        ({"nights": "x"}, "Enter a whole number"),
        ({}, "This is what was agreed"),
        ({"by_night": "1", first: "vier"}, "Enter a whole number"),
        ({"rooms-TWIN": "41"}, "only 22 rooms of this type are free"),
    ):
        looked = await client.get(path, params=_terms(story, **changes))
        assert words in looked.text, changes
        assert "Change the group:" not in looked.text
    viewer = await client.get(path)
    assert viewer.status_code == 200
    await sign_in_as(client, story.union.viewer)
    assert "Change the group:" not in (await client.get(path, params={"fewer": "1"})).text
    assert await Amendment.all().count() == 0


@ONE
async def test_a_price_that_changed_meanwhile_is_shown_anew(database: str, client: Client) -> None:
    story = await held()
    await sign_in_as(client, story.union.organiser)
    path = f"/en/union/stays/{story.id}/amendment"
    looked = await client.get(path, params=_terms(story, nights="5"))
    answer = await client.post_from(looked, path, total_seen="1")
    assert answer.status_code == 409
    assert "Meanwhile this change comes to" in answer.text
