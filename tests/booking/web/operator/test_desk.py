from datetime import time, timedelta

from sites.foundation import clock
from sites.packages import Heads
from tests.clients import Client
from tests.factories.people import make_federation, make_operator, make_union, sign_in_as
from tests.factories.places import TWIN, make_place
from tests.factories.stays import confirmed, departed, reconciled, submitted


async def test_requests_stand_with_the_shortest_clock_first(database: str, client: Client) -> None:
    late = await submitted(starts_in=20)
    soon = await submitted(place=late.place, starts_in=40, made_days_ago=1)
    await sign_in_as(client, late.operator.sales)
    page = (await client.get("/operator")).text
    first, second = page.index(soon.union.name), page.index(late.union.name)
    assert first < second
    assert f"/operator/stays/{soon.id}/acceptance" in page
    assert f"/operator/stays/{late.id}/acceptance" not in page


async def test_the_clock_counts_only_hours_in_which_the_desk_is_open(
    database: str, client: Client
) -> None:
    """24 open hours from 10:00 on: 7.5 today, 9 tomorrow, 7.5 on the third day. At 23:00 16.5 are left."""
    day = clock.today() + timedelta(days=1)
    with clock.moved_to(clock.at(day, time(10))):
        story = await submitted(made_days_ago=0)
    with clock.moved_to(clock.at(day, time(23))):
        await sign_in_as(client, story.operator.sales)
        page = (await client.get("/en/operator")).text
    assert "16 h 30 min of desk hours left" in page


async def test_another_request_can_be_opened_and_a_foreign_one_cannot(
    database: str, client: Client
) -> None:
    one = await submitted(starts_in=20, made_days_ago=1)
    two, foreign = await submitted(place=one.place, starts_in=40), await submitted()
    await sign_in_as(client, one.operator.sales)
    assert two.reference not in (await client.get("/operator")).text
    assert two.reference in (await client.get(f"/operator?request={two.id}")).text
    assert foreign.reference not in (await client.get(f"/operator?request={foreign.id}")).text


async def test_a_steward_sees_who_comes_but_neither_prices_nor_the_two_answers(
    database: str, client: Client
) -> None:
    story = await submitted()
    await sign_in_as(client, story.operator.steward)
    page = (await client.get("/operator")).text
    assert story.union.name in page
    assert "¥" not in page
    assert "/acceptance" not in page


async def test_who_arrives_today_and_what_waits_is_said(database: str, client: Client) -> None:
    coming = await confirmed(starts_in=0, made_days_ago=30)
    gone = await departed(place=coming.place)
    await sign_in_as(client, coming.operator.administrator)
    page = (await client.get("/en/operator")).text
    assert f"/en/operator/stays/{coming.id}/arrivals" in page
    assert f"/en/operator/stays/{gone.id}/account" in page


async def test_many_groups_to_settle_are_one_line_that_opens_their_list(
    database: str, client: Client
) -> None:
    union, place = await make_union(), await make_place(reception_limit=400)
    few = {"rooms": {TWIN: 2}, "heads": Heads(4), "came": Heads(4)}
    found = [await reconciled(union=union, place=place, **few) for _ in range(3)]
    await sign_in_as(client, place.operator.sales)
    page = (await client.get("/en/operator")).text
    assert all(f"/operator/stays/{one.id}/settlement" in page for one in found)
    await reconciled(union=union, place=place, **few)
    page = (await client.get("/en/operator")).text
    assert "4 groups wait to be settled" in page
    assert '/settlement"' not in page
    assert '/operator/settlements"' in page
    listed = (await client.get("/en/operator/stays?in=squared")).text
    assert all(f"/operator/stays/{one.id}" in listed for one in found)


async def test_an_operator_without_requests_is_told_so_and_shown_a_way_on(
    database: str, client: Client
) -> None:
    operator = await make_operator()
    await sign_in_as(client, operator.sales)
    page = (await client.get("/en/operator")).text
    assert "No request waits for an answer" in page
    assert 'href="/en/operator/site"' in page


async def test_the_operators_pages_exist_for_operators_alone(database: str, client: Client) -> None:
    story = await submitted()
    paths = ("/operator", "/operator/stays", f"/operator/stays/{story.id}", "/operator/money")
    for stranger in (story.union.organiser, (await make_union()).organiser):
        await sign_in_as(client, stranger)
        assert [(await client.get(path)).status_code for path in paths] == [404] * 4
    await sign_in_as(client, (await make_federation()).clerk)
    assert [(await client.get(path)).status_code for path in paths] == [403] * 4


async def test_the_list_finds_by_state_month_and_name(database: str, client: Client) -> None:
    soon = await submitted(starts_in=20)
    later = await confirmed(place=soon.place, starts_in=80)
    await sign_in_as(client, soon.operator.sales)

    async def found(query: str) -> tuple[bool, bool]:
        page = (await client.get(f"/operator/stays{query}")).text
        return soon.reference in page, later.reference in page

    assert await found("") == (True, True)
    assert await found("?in=open") == (True, False)
    assert await found("?in=coming") == (False, True)
    assert await found(f"?month={later.check_in.isoformat()[:7]}") == (False, True)
    assert await found(f"?q={soon.reference.lower()}") == (True, False)
    assert await found("?q=%00nobody&page=999999999&in=nothing") == (False, False)
