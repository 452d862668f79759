"""Every page of this room draws in both languages, and shows itself only to those whom the table lets in."""

from typing import Any

import pytest

from booking import people
from tests.factories.people import (
    make_federation,
    make_operator,
    make_platform,
    make_union,
    sign_in_as,
)

PUBLIC = ("/sign-in", "/sign-up", "/claim", "/forgotten")


@pytest.mark.parametrize("prefix", ["", "/en"])
async def test_the_ways_in_are_open_to_everybody(client: Any, prefix: str) -> None:
    for path in PUBLIC:
        answer = await client.get(prefix + path)
        assert answer.status_code == 200, path
        assert "<h1>" in answer.text


@pytest.mark.parametrize("prefix", ["", "/en"])
async def test_each_desk_sees_its_pages_and_no_others(new_client: Any, prefix: str) -> None:
    union, operator = await make_union(), await make_operator()
    host, partner = await make_federation(), await make_federation(host=False)
    platform = await make_platform()
    lists = ("/federation/unions", "/federation/unions/import")
    own = ("/account", "/account/switch")
    doors = [
        (
            union.administrator,
            (*own, "/team", "/union/verification"),
            ("/federation/invitations", *lists),
        ),
        (union.approver, own, ("/team", *lists)),
        (operator.administrator, (*own, "/team"), ("/union/verification", *lists)),
        (host.clerk, (*own, *lists, "/federation/invitations"), ("/team",)),
        (host.reviewer, own, ("/team", *lists, "/federation/invitations")),
        (partner.administrator, (*own, *lists, "/team", "/federation/invitations"), ()),
        (platform.administrator, (*own, "/team", "/federation/invitations"), lists),
    ]
    for actor, opened, closed in doors:
        client = new_client()
        await sign_in_as(client, actor)
        for path in opened:
            assert (await client.get(prefix + path)).status_code == 200, (actor.kind, path)
        for path in closed:
            assert (await client.get(prefix + path)).status_code in {403, 404}, (actor.kind, path)


async def test_without_a_session_a_page_leads_to_the_way_in_and_back(client: Any) -> None:
    answer = await client.get("/team")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Fteam")


async def test_a_refused_union_reads_why(client: Any) -> None:
    union, host = await make_union(verified=False), await make_federation()
    await people.refuse_union(union.public_id, why="名称与证书不符", by=host.clerk)
    await sign_in_as(client, union.organiser)
    page = await client.get("/union/verification")
    assert "名称与证书不符" in page.text
