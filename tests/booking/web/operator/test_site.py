from sites.listings.models import Site
from tests.clients import Client
from tests.factories.people import sign_in_as
from tests.factories.places import TWIN, make_place
from tests.factories.stays import confirmed, held


async def test_the_nights_show_what_is_left_of_rooms_and_people(
    database: str, client: Client
) -> None:
    story = await held(starts_in=3)
    await confirmed(place=story.place, starts_in=12, rooms={TWIN: 20})
    await sign_in_as(client, story.operator.steward)
    page = (await client.get("/en/operator/site")).text
    assert "22 of 40 rooms left, 18 held, 0 sold" in page
    assert "20 of 40 rooms left, 0 held, 20 sold" in page
    assert "54 of 90 people may still come" in page
    assert "/rooms-checked" not in page


async def test_saying_that_the_rooms_are_right_keeps_the_moment(
    database: str, client: Client
) -> None:
    place, foreign = await make_place(), await make_place()
    await sign_in_as(client, place.operator.sales)
    act = f"/operator/site/{place.code}/rooms-checked"
    for _ in range(2):
        assert (await client.submit("/operator/site", act)).status_code == 303
    assert (await Site.get(id=place.id)).rooms_checked_at is not None
    other = f"/operator/site/{foreign.code}/rooms-checked"
    assert (await client.submit("/operator/site", other)).status_code == 404
    assert (await client.post(act, data={})).status_code == 403
    assert (await Site.get(id=foreign.id)).rooms_checked_at is None


async def test_stewards_look_and_finance_does_not(database: str, client: Client) -> None:
    place = await make_place()
    act = f"/operator/site/{place.code}/rooms-checked"
    await sign_in_as(client, place.operator.steward)
    assert (await client.submit("/operator/site", act)).status_code == 403
    await sign_in_as(client, place.operator.finance)
    assert (await client.get("/operator/site")).status_code == 403
