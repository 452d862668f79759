from datetime import timedelta

from booking.stays.models import Stay
from sites.foundation import clock
from tests.clients import Client
from tests.factories.people import make_federation, make_operator, make_union, sign_in_as
from tests.factories.places import make_place
from tests.factories.stays import submitted


async def test_a_request_about_to_lapse_stands_with_its_base_to_telephone(
    database: str, client: Client
) -> None:
    soon, calm = await submitted(), await submitted()
    due = clock.now() + timedelta(hours=3)
    await Stay.filter(public_id=soon.id).update(answer_due_at=due)
    await Stay.filter(public_id=calm.id).update(answer_due_at=due + timedelta(hours=2))
    await sign_in_as(client, (await make_federation()).viewer)
    page = (await client.get("/en/federation")).text
    assert soon.reference in page
    assert 'href="tel:0559-5550100"' in page
    assert calm.reference not in page
    assert "¥" not in page


async def test_certificates_that_end_within_90_days_stand_there(
    database: str, client: Client
) -> None:
    ending, long = await make_place(valid_days=90), await make_place(valid_days=91)
    await sign_in_as(client, (await make_federation()).clerk)
    page = (await client.get("/federation")).text
    assert f'href="/sites/{ending.code}"' in page
    assert f'href="/sites/{long.code}"' not in page


async def test_clerks_see_the_unions_that_wait_and_viewers_do_not(
    database: str, client: Client
) -> None:
    union = await make_union(verified=False)
    federation = await make_federation()
    await sign_in_as(client, federation.clerk)
    assert f"/federation/unions/{union.public_id}" in (await client.get("/federation")).text
    await sign_in_as(client, federation.viewer)
    assert union.name not in (await client.get("/federation")).text


async def test_a_partner_city_sees_the_unions_of_its_own_region_alone(
    database: str, client: Client
) -> None:
    own = await make_union(verified=False)
    foreign = await make_union(verified=False, region="320100")
    partner = await make_federation(host=False)
    await sign_in_as(client, partner.clerk)
    page = (await client.get("/partner")).text
    assert own.name in page
    assert foreign.name not in page
    assert 'href="/sites"' in page
    await sign_in_as(client, partner.viewer)
    assert own.name not in (await client.get("/partner")).text


async def test_the_desks_open_to_their_own_kind_alone(database: str, client: Client) -> None:
    partner, operator, union = (
        await make_federation(host=False),
        await make_operator(),
        await make_union(),
    )
    for actor, host, city in (
        (partner.clerk, 403, 200),
        (operator.administrator, 403, 403),
        (union.administrator, 403, 403),
    ):
        await sign_in_as(client, actor)
        assert (await client.get("/federation")).status_code == host
        assert (await client.get("/partner")).status_code == city
