"""The pages of pooled groups: opening, finding, joining, declining, leaving; and what no union sees of another."""

import html
from datetime import timedelta

import pytest

from booking import rosters, stays
from booking.stays import pooling, rooming
from booking.stays.models import Stay
from booking.stays.pool_models import Pool
from sites.foundation import clock
from sites.packages import Heads
from tests.booking.stays.rooming.town import BORN
from tests.factories.people import NANJING, make_union, sign_in_as
from tests.factories.places import TWIN
from tests.factories.pools import joined, opened, past_closing, pool_place, row_of_pool
from tests.factories.resident_numbers import resident_number_for
from tests.factories.stays import held

ENGLISH = "/en/union/pools"


@pytest.fixture
def database_url(fresh_database) -> str:
    return fresh_database("sqlite")


def text_of(answer) -> str:
    return html.unescape(answer.text)


def declared(**changes: str) -> dict[str, str]:
    day = clock.today() + timedelta(days=2)
    return {
        "least": "20", "most": "40", "closes_on": day.isoformat(), "below": "let_go", "scope": "region", "names": "",
        "words": "", **changes,
    }  # fmt: skip


async def test_a_held_stay_is_opened_from_its_own_page(client):
    place, union = await pool_place(), await make_union()
    lead = await held(union=union, place=place, heads=Heads(22), rooms={TWIN: 11}, nights=2, made_now=True)  # fmt: skip
    await sign_in_as(client, union.organiser)
    path = f"/en/union/stays/{lead.id}"
    assert f"{path}/pool" in (await client.get(path)).text
    answer = await client.submit(f"{path}/pool", **declared(names_lead="1"))
    row = await Pool.get()
    assert answer.headers["location"] == f"{ENGLISH}/{row.public_id}"
    assert (row.least, row.most, row.names_lead) == (20, 40, True)
    found = text_of(await client.get(path))
    assert f"{ENGLISH}/{row.public_id}" in found
    assert (await client.get(f"{path}/pool")).headers["location"] == f"{ENGLISH}/{row.public_id}"


async def test_what_cannot_be_declared_is_told_at_its_field_and_nothing_typed_is_lost(client):
    lead = await held(place=await pool_place(), made_now=True)
    await sign_in_as(client, lead.union.organiser)
    path = f"/en/union/stays/{lead.id}/pool"
    answer = await client.submit(path, **declared(most="200", words="示例说明"))
    assert answer.status_code == 422
    assert 'href="#field-most"' in answer.text
    assert "示例说明" in answer.text
    assert not await Pool.exists()


async def test_a_stay_past_its_hold_says_why_it_is_not_opened(client):
    story = await held(place=await pool_place(), made_now=True)
    await stays.submit(story.id, reason="示例", by=story.union.organiser)
    await sign_in_as(client, story.union.organiser)
    found = text_of(await client.get(f"/en/union/stays/{story.id}/pool"))
    assert "Only rooms that are held can be opened" in found


async def test_a_group_too_small_for_a_package_finds_the_way_from_the_hold(client):
    place, union = await pool_place(), await make_union()
    await sign_in_as(client, union.organiser)
    first = clock.today() + timedelta(days=30)
    asked = f"site={place.code}&package=CARE&check_in={first}&nights=2&workers=8"
    found = text_of(await client.get(f"/en/union/hold?{asked}"))
    way = found.split('href="/en/union/pools/new')[1].split('"')[0]
    form = await client.get(f"{ENGLISH}/new{way}")
    assert (form.status_code, 'value="8"' in form.text) == (200, True)
    answer = await client.post_from(form, f"{ENGLISH}/new", **{**declared(), f"rooms-{TWIN}": "4", "contact": "示例", "workers": "8", "package": "CARE", "check_in": str(first), "nights": "2"})  # fmt: skip
    row = await Pool.get()
    assert answer.headers["location"] == f"{ENGLISH}/{row.public_id}"
    assert row.heads == 8


async def test_a_union_finds_it_sees_its_own_verdict_and_price_and_joins(client):
    pool, union = await opened(names_lead=False), await make_union()
    await sign_in_as(client, union.organiser)
    found = text_of(await client.get(ENGLISH))
    assert f"{ENGLISH}/{pool.id}" in found
    assert "952.00" in found
    one = text_of(await client.get(f"{ENGLISH}/{pool.id}"))
    assert pool.union.name not in one
    asked = await client.submit(f"{ENGLISH}/{pool.id}/joining", workers="12", act="recount")
    assert (asked.status_code, 'value="6"' in asked.text) == (200, True)
    answer = await client.post_from(asked, f"{ENGLISH}/{pool.id}/joining", workers="12", contact="示例", **{f"rooms-{TWIN}": "6"})  # fmt: skip
    stay = await Stay.get(union_id=union.organisation)
    assert answer.headers["location"] == f"/en/union/stays/{stay.public_id}"
    assert (await row_of_pool(pool)).heads == 20
    assert "Unit B" in text_of(await client.get(f"{ENGLISH}/{pool.id}"))


async def test_too_many_people_are_refused_with_what_is_left(client):
    pool, union = await opened(), await make_union()
    await sign_in_as(client, union.organiser)
    form = f"{ENGLISH}/{pool.id}/joining"
    asked = await client.submit(form, workers="33", act="recount")
    answer = await client.post_from(asked, form, workers="33", contact="", **{f"rooms-{TWIN}": "17"})  # fmt: skip
    assert answer.status_code == 409
    assert "32 places left" in text_of(answer)
    assert 'value="33"' in answer.text


async def test_a_union_of_another_city_and_an_empty_list_say_so(client):
    pool, other = await opened(), await make_union(region=NANJING)
    await sign_in_as(client, other.organiser)
    assert "No group is open to your union" in text_of(await client.get(ENGLISH))
    for rest in ("", "/joining", "/rooms"):
        assert (await client.get(f"{ENGLISH}/{pool.id}{rest}")).status_code == 404


async def test_the_first_union_closes_and_declines_the_others_may_not(new_client):
    pool = await opened()
    other, third = await joined(pool, 12), await joined(pool, 4)
    lead, partner = new_client(), new_client()
    await sign_in_as(lead, pool.union.organiser)
    await sign_in_as(partner, other.union.organiser)
    path = f"{ENGLISH}/{pool.id}"
    assert "Close now" not in text_of(await partner.get(path))
    forged = await partner.forge(path, f"{path}/closing")
    assert forged.status_code == 404
    answer = await lead.submit(
        path, f"{path}/parties/{third.letter}/refusal", reason="示例：车位不够"
    )
    assert answer.status_code == 303
    found = text_of(await lead.get(path))
    assert "Close now and go on with 20 people" in found
    answer = await lead.submit(path, f"{path}/closing")
    assert answer.status_code == 303
    assert (await row_of_pool(pool)).state == "formed"
    assert (await Stay.get(id=third.number)).state == "expired"


async def test_declining_without_a_reason_asks_for_it_in_the_row(client):
    pool = await opened()
    other = await joined(pool)
    await sign_in_as(client, pool.union.organiser)
    path = f"{ENGLISH}/{pool.id}"
    answer = await client.submit(path, f"{path}/parties/{other.letter}/refusal", reason="")
    assert answer.status_code == 422
    assert "Write why this union cannot come along" in text_of(answer)


async def two_with_rooms() -> tuple:
    """Two unions with people and rooming lists that were sent; the names are invented."""
    pool = await opened(heads=8)
    other = await joined(pool, 12)
    for story, name, number in ((pool.lead, "甲方", 8), (other, "乙方", 12)):
        people = [
            rosters.draft(
                name=f"{name}{chr(0x7532 + n)}", kind="worker",
                number=resident_number_for(BORN, woman=n % 2 == 0),
            )
            for n in range(number)
        ]  # fmt: skip
        await stays.name_travellers(story.id, people, by=story.union.organiser)
        await rooming.draw_up_rooming(story.id, anew=True, by=story.union.organiser)
        await rooming.send_rooming(story.id, by=story.union.organiser)
    return pool, other


async def test_partners_see_each_other_counted_and_never_named(client):
    pool, other = await two_with_rooms()
    await sign_in_as(client, other.union.organiser)
    found = text_of(await client.get(f"{ENGLISH}/{pool.id}/rooms"))
    assert "乙方申" in found
    assert "unit A, man 2" in found
    assert "甲方" not in found
    for rest in ("", "/rooms"):
        page = text_of(await client.get(f"{ENGLISH}/{pool.id}{rest}"))
        for secret in (pool.union.name, pool.lead.reference, pool.lead.id, "甲方", "示例联系人"):
            assert secret not in page, secret
    for path in ("", "/roster", "/rooming", "/documents", "/account"):
        assert (await client.get(f"/en/union/stays/{pool.lead.id}{path}")).status_code == 404


async def test_without_the_counting_the_same_page_would_name_them(client, monkeypatch):
    from booking.stays.pooling import rooms

    pool, other = await two_with_rooms()
    monkeypatch.setattr(rooms, "nameless", lambda found, _letter: found)
    await sign_in_as(client, other.union.organiser)
    assert "甲方" in text_of(await client.get(f"{ENGLISH}/{pool.id}/rooms"))


async def test_the_base_sees_one_group_with_all_its_unions(client):
    pool, other = await two_with_rooms()
    await sign_in_as(client, pool.place.operator.steward)
    found = text_of(await client.get(f"/en/operator/pools/{pool.id}"))
    assert pool.union.name in found or "Example union" in found
    for story in (pool.lead, other):
        assert f"/en/operator/stays/{story.id}" in found
    rooms = text_of(await client.get(f"/en/operator/pools/{pool.id}/rooms"))
    assert "甲方" not in rooms  # names come with the confirmation
    with past_closing():
        await pooling.close_pool(pool.number)
        for story in (pool.lead, other):
            await stays.submit(story.id, reason="示例", by=story.union.organiser)
            await stays.accept(story.id, by=pool.place.operator.sales)
            await stays.confirm(story.number)
    rooms = text_of(await client.get(f"/en/operator/pools/{pool.id}/rooms"))
    assert "甲方甲" in rooms
    assert "乙方甲" in rooms


async def test_another_base_finds_nothing(client):
    pool, elsewhere = await opened(), await pool_place()
    await sign_in_as(client, elsewhere.operator.sales)
    for rest in ("", "/rooms"):
        assert (await client.get(f"/en/operator/pools/{pool.id}{rest}")).status_code in {403, 404}
