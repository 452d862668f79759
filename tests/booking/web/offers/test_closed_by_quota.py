"""Bases that a quota closes to the union that asks are counted, can be left out, and then are in no total."""

from datetime import timedelta

import pytest

from sites.foundation import clock
from tests.clients import Client
from tests.factories.people import HANGZHOU, make_federation, make_union, sign_in_as
from tests.factories.places import make_place
from tests.factories.quotas import make_quota

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def search(**changes: object) -> dict[str, object]:
    return {
        "check_in": str(clock.today() + timedelta(days=10)),
        "nights": 2,
        "heads": 40,
        **changes,
    }


async def test_they_are_counted_and_can_be_left_out(client: Client) -> None:
    closed, open_ = await make_place(), await make_place()
    await make_quota(await make_federation(), ceiling=10, origin_code=HANGZHOU, sites=(closed.code,), name="一处（示例）")  # fmt: skip
    await sign_in_as(client, (await make_union()).organiser)

    text = (await client.get("/en/sites", params=search())).text
    assert "2 bases can receive the group" in text
    assert "A quota closes 1 of them to your union." in text

    left = (await client.get("/en/sites", params=search(ours=1))).text
    assert "1 base can receive the group" in left
    assert "1 more has room, but a quota closes it to your union." in left
    listed = left.split('class="results-list"')[1]
    assert open_.code in listed
    assert closed.code not in listed


async def test_nothing_is_said_where_no_quota_closes_anything(client: Client) -> None:
    await make_place()
    await make_quota(await make_federation(), ceiling=100, origin_code=HANGZHOU)
    await sign_in_as(client, (await make_union()).organiser)
    assert "to your union" not in (await client.get("/en/sites", params=search())).text


async def test_a_visitor_is_told_nothing_of_quotas(client: Client) -> None:
    await make_place()
    await make_quota(await make_federation(), ceiling=10, origin_code=HANGZHOU)
    for ours in ("", "1"):
        text = (await client.get("/en/sites", params=search(ours=ours))).text
        assert "1 base can receive the group" in text
        assert "to your union" not in text
