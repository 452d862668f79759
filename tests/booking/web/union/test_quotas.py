"""What a union is told of quotas: what is left, and a no before it presses the button."""

from datetime import timedelta

import pytest

from booking.quotas.models import QuotaClaim
from booking.stays.models import Trip
from sites.foundation import clock
from sites.packages import Heads
from tests.booking.web.union.test_hold import asked, holds, send
from tests.factories.people import HANGZHOU, NANJING, make_federation, make_union, sign_in_as
from tests.factories.places import TWIN, make_place
from tests.factories.quotas import make_quota
from tests.factories.stays import held

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
async def union(client):
    union = await make_union()
    await sign_in_as(client, union.organiser)
    return union


async def test_the_list_says_what_is_left_and_why_a_no(client, union):
    host = await make_federation()
    assert "没有名额限制本单位" in (await client.get("/union/quotas")).text
    root = await make_quota(host, ceiling=100, name="全年（示例）")
    await make_quota(host, parent=root, ceiling=40, origin_code=HANGZHOU, name="杭州（示例）")
    await make_quota(host, parent=root, ceiling=20, origin_code=NANJING, name="南京（示例）")
    opens = clock.now() + timedelta(days=5)
    await make_quota(host, ceiling=10, programme="new_year", name="过年（示例）", opens_at=opens)
    await held(union=await make_union(), place=await make_place(), heads=Heads(30), rooms={TWIN: 15})  # fmt: skip

    page = (await client.get("/union/quotas")).text

    for words in ("杭州（示例）", "下一个行程最多可用 10。", "过年（示例）", "此前不能保留"):
        assert words in page, words
    for words in ("南京（示例）", "全年（示例）"):
        assert words not in page, words
    assert "For all who draw from it" in (await client.get("/en/union/quotas")).text


async def test_the_form_shows_the_quota_and_closes_its_button_with_the_reason(client, union):
    place = await make_place()
    await make_quota(await make_federation(), ceiling=40, name="全年（示例）")
    fitting = await client.get("/union/hold", params=_query(place, workers="33"))
    assert "本次 33，余 40" in fitting.text
    assert "disabled" not in fitting.text.split("action-bar")[1]
    short = await client.get("/union/hold", params=_query(place, workers="41"))
    assert "余 40 人，本行程有职工 41 人" in short.text
    assert "disabled" in short.text.split("action-bar")[1]


def _query(place, **changes):
    return {k: v for k, v in asked(place, **changes).items() if not k.startswith("rooms")}


async def test_a_hold_that_meets_a_spent_quota_comes_back_with_what_is_left(client, union):
    place = await make_place()
    await make_quota(await make_federation(), ceiling=32, name="全年（示例）")
    answer = await send(client, place)
    assert answer.status_code == 409
    assert "余 32 人，本行程有职工 33 人" in answer.text
    assert await holds() == []


async def test_a_programme_is_chosen_with_the_hold_and_draws_from_its_quota(client, union):
    place = await make_place()
    await make_quota(await make_federation(), ceiling=40, programme="front_line")
    await send(client, place)
    assert await QuotaClaim.all().count() == 0
    await send(client, place, programme="front_line", check_in=(clock.today() + timedelta(days=60)).isoformat())  # fmt: skip
    assert await QuotaClaim.all().values_list("amount", flat=True) == [33]
    assert await Trip.all().order_by("id").values_list("programme", flat=True) == ["", "front_line"]
    wrong = await send(client, place, programme="nobody")
    assert wrong.status_code == 422


async def test_the_desk_shows_the_scarcest_quotas_and_leads_to_all(client, union):
    host = await make_federation()
    await make_quota(host, ceiling=100, name="宽裕（示例）")
    for name in ("已满（示例）", "也满（示例）"):
        await make_quota(host, ceiling=0, name=name)
    desk = (await client.get("/union")).text
    assert "已满（示例）" in desk
    assert "宽裕（示例）" not in desk
    assert "全部 3 条名额" in desk


async def test_the_search_and_the_base_say_that_the_quota_is_spent_to_the_union_alone(
    client, new_client, union
):
    place = await make_place()
    await make_quota(await make_federation(), ceiling=30, name="全年（示例）", sites=(place.code,))
    day = clock.today() + timedelta(days=40)
    query = {"check_in": day.isoformat(), "nights": "4", "heads": "33"}
    words = "名额“全年（示例）”"
    for address in ("/sites", f"/sites/{place.code}"):
        assert words in (await client.get(address, params=query)).text
        assert words not in (await client.get(address, params={**query, "heads": "30"})).text
        assert words not in (await new_client().get(address, params=query)).text
    box = (await client.get(f"/sites/{place.code}", params=query)).text
    assert "/union/hold?" not in box.split('id="booking"')[1].split("</form>")[1].split("</div>")[0]
