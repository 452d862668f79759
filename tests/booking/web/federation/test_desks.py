import re
from datetime import date, timedelta
from html import unescape

from booking.stays.models import Stay
from sites.foundation import clock
from tests.clients import Client
from tests.factories.people import make_federation, make_operator, make_union, sign_in_as
from tests.factories.places import make_place
from tests.factories.quotas import make_quota
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


async def test_each_number_of_the_year_opens_the_list_that_the_figures_open(
    database: str, client: Client
) -> None:
    await sign_in_as(client, (await make_federation()).clerk)
    desk, figures = [(await client.get(path)).text for path in ("/en/federation", "/en/federation/figures")]  # fmt: skip
    for number in ("people", "groups", "nights", "income"):
        (way,) = set(re.findall(rf'href="([^"]*/figures/list[^"]*number={number}[^"]*)"', desk))
        assert f'href="{way}"' in figures
        assert (await client.get(unescape(way))).status_code == 200


async def test_quotas_that_count_today_stand_on_the_desk_and_none_is_said_too(
    database: str, client: Client
) -> None:
    host = await make_federation()
    await sign_in_as(client, host.clerk)
    assert "No quota counts today" in (await client.get("/en/federation")).text
    made = await make_quota(host, name="示例总名额", ceiling=2000)
    last_year = clock.today().year - 1
    await make_quota(
        host, name="示例旧名额", first_day=date(last_year, 1, 1), last_day=date(last_year, 12, 31)
    )
    page = (await client.get("/en/federation")).text
    assert f"/federation/quotas/{made.id}" in page
    assert "示例旧名额" not in page
    assert "No quota counts today" not in page


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
