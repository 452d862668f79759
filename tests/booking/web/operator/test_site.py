from sites.listings.models import Site
from tests.clients import Client
from tests.factories.people import make_operator, sign_in_as
from tests.factories.places import make_place


async def test_the_only_base_leads_on_to_its_calendar_and_several_to_their_list(
    database: str, client: Client
) -> None:
    place = await make_place()
    await sign_in_as(client, place.operator.steward)
    one = await client.get("/operator/sites")
    assert one.headers["location"] == f"/operator/sites/{place.code}/calendar"
    await make_place(operator=place.operator)
    assert (await client.get("/operator/sites")).headers["location"] == "/operator/site"
    page = (await client.get("/en/operator/site")).text
    assert f"/en/operator/sites/{place.code}/today" in page
    assert "/rooms-checked" not in page  # a steward looks


async def test_saying_that_the_rooms_are_right_keeps_the_moment(
    database: str, client: Client
) -> None:
    place, foreign = await make_place(), await make_place()
    await sign_in_as(client, place.operator.sales)
    assert "Nobody has confirmed these rooms yet" in (await client.get("/en/operator/site")).text
    act = f"/operator/sites/{place.code}/rooms-checked"
    for _ in range(2):
        assert (await client.submit("/operator/site", act)).status_code == 303
    assert (await Site.get(id=place.id)).rooms_checked_at is not None
    assert "Rooms confirmed today" in (await client.get("/en/operator/site")).text
    other = f"/operator/sites/{foreign.code}/rooms-checked"
    assert (await client.submit("/operator/site", other)).status_code == 404
    assert (await client.post(act, data={})).status_code == 403
    assert (await Site.get(id=foreign.id)).rooms_checked_at is None


async def test_stewards_look_and_finance_does_not(database: str, client: Client) -> None:
    place = await make_place()
    act = f"/operator/sites/{place.code}/rooms-checked"
    await sign_in_as(client, place.operator.steward)
    assert (await client.submit("/operator/site", act)).status_code == 403
    await sign_in_as(client, place.operator.finance)
    assert (await client.get("/operator/site")).status_code == 403


async def test_an_operator_without_a_base_is_told_who_links_it(
    database: str, client: Client
) -> None:
    await sign_in_as(client, (await make_operator()).sales)
    assert "No base yet" in (await client.get("/en/operator/site")).text
