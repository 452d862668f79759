"""Force majeure by the pages of the base and the federation."""

from datetime import timedelta

from booking import stays
from tests.clients import Client
from tests.factories import stays as made
from tests.factories.people import make_federation, sign_in_as


async def test_a_base_declares_it_its_union_reads_why_and_it_is_withdrawn(client: Client) -> None:
    story = await made.confirmed(starts_in=3)
    await sign_in_as(client, story.operator.sales)
    path = "/en/operator/force-majeure"
    typed = {
        "site": story.place.code, "first_night": str(story.check_in), "kind": "typhoon",
        "last_night": str(story.check_in + timedelta(days=1)), "reason": "台风登陆", "source": "气象台",
    }  # fmt: skip
    assert (await client.submit(path, **{**typed, "reason": ""})).status_code == 422
    assert (await client.submit(path, **{**typed, "site": "X"})).status_code == 404
    assert (await client.submit(path, **typed)).status_code == 303
    (one,) = await stays.declarations(by=story.operator.sales)

    await sign_in_as(client, story.union.organiser)
    text = (await client.get(f"/en/union/stays/{story.id}/cancellation")).text
    assert "Force majeure was declared (台风登陆)" in text

    await sign_in_as(client, story.operator.sales)
    form = f"{path}/{one.public_id}/withdrawal"
    assert (await client.submit(path, form=form)).status_code == 303
    assert await stays.declarations(by=story.operator.sales) == ()


async def test_the_federation_declares_it_for_a_district(client: Client) -> None:
    story, host = await made.confirmed(starts_in=3), await make_federation()
    await sign_in_as(client, host.clerk)
    path, day = "/en/federation/force-majeure", str(story.check_in)
    typed = {"district": "341002", "first_night": day, "last_night": day, "kind": "snow", "reason": "道路结冰", "source": "交警公告"}  # fmt: skip
    assert (await client.submit(path, **typed)).status_code == 303
    preview = await stays.preview_cancellation(story.id, by=story.union.organiser)
    assert preview.waived_by == "道路结冰"
