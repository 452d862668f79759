"""The federation's quotas over the web: nothing is stored before it was looked at, and each no names its field."""

import pytest

from booking.quotas.models import Quota, QuotaVersion
from sites.foundation import clock
from sites.packages import Heads
from tests.booking.quotas.test_importing import year as listed_year
from tests.factories.people import HANGZHOU, make_federation, make_union, sign_in_as
from tests.factories.places import TWIN, make_place
from tests.factories.quotas import change, make_quota, node, numbers
from tests.factories.spreadsheets import cells_of, workbook
from tests.factories.stays import confirmed, held

ROOT = "/federation/quotas"
# Pages are the same on both databases; the rooms beneath them are tested on both.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
async def host(client):
    host = await make_federation()
    await sign_in_as(client, host.clerk)
    return host


def typed(**changes: str) -> dict[str, str]:
    now = clock.today().year
    fields = {
        "name": "杭州（示例）", "ceiling": "40", "first_day": f"{now}-01-01",
        "last_day": f"{now + 1}-12-31", "origin": HANGZHOU,
    }  # fmt: skip
    return {**fields, **changes}


async def test_a_quota_is_looked_at_first_and_made_by_the_second_button(client, host):
    await held(place=await make_place(), heads=Heads(36), rooms={TWIN: 18})
    seen = await client.submit(f"{ROOT}/new", **typed())
    assert seen.status_code == 200
    assert "计入 1 个行程" in seen.text
    assert "36，总额 40；其中 1 个尚未出发" in seen.text
    assert await Quota.all().count() == 0

    done = await client.post_from(seen, f"{ROOT}/new", why="年度安排")

    made = await Quota.get()
    assert done.headers["location"] == f"{ROOT}/{made.public_id}"
    assert (made.used_here, made.origin_code, made.ceiling) == (36, HANGZHOU, 40)
    again = await client.post_from(seen, f"{ROOT}/new", why="年度安排")
    assert again.headers["location"] == done.headers["location"]
    assert await Quota.all().count() == 1


async def test_without_a_reason_nothing_is_made_and_the_field_says_so(client, host):
    seen = await client.submit(f"{ROOT}/new", **typed())
    answer = await client.post_from(seen, f"{ROOT}/new", why="")
    assert answer.status_code == 422
    assert "field-why-error" in answer.text or 'href="#field-why"' in answer.text
    assert await Quota.all().count() == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"ceiling": "-1"}, "ceiling"),
        ({"ceiling": "many"}, "ceiling"),
        ({"last_day": "2020-01-01"}, "last_day"),
        ({"origin": "999999"}, "origin"),
        ({"union": "91330100MA2XXXXXXX"}, "union"),
        ({"sites": "HS-99-999"}, "sites"),
        ({"opens_on": "2099-01-01"}, "opens_on"),
        ({"opens_on": "2027-01-01", "opens_time": "9 Uhr"}, "opens_time"),
        ({"programme": "nobody"}, "programme"),
    ],
)
async def test_each_no_stands_at_its_field_with_what_was_typed(client, host, changes, field):
    answer = await client.submit(f"{ROOT}/new", **typed(**changes))
    assert answer.status_code == 422
    assert f'id="field-{field}-error"' in answer.text
    assert 'value="杭州（示例）"' in answer.text or "name" in changes
    assert await Quota.all().count() == 0


async def test_the_overview_shows_the_tree_with_its_numbers_and_filters_it(client, host):
    place = await make_place()
    root = await make_quota(host, name="全年（示例）", ceiling=100)
    await make_quota(host, parent=root, ceiling=30, origin_code=HANGZHOU, name="杭州（示例）")
    await make_quota(host, name="劳模（示例）", ceiling=10, programme="model_workers")
    await confirmed(place=place, heads=Heads(20), rooms={TWIN: 10})
    await held(place=place, heads=Heads(8), rooms={TWIN: 4})

    page = (await client.get(ROOT)).text

    for words in (
        "全年（示例）",
        "杭州（示例）",
        "劳模（示例）",
        "未分配",
        ">20<",
        ">8<",
        "将用完",
    ):
        assert words in page, words
    only = (await client.get(f"{ROOT}?by=programme")).text
    assert "劳模（示例）" in only
    assert "杭州（示例）" not in only
    assert "杭州（示例）" in (await client.get(f"{ROOT}?state=nearly")).text
    assert "这里没有名额" in (await client.get(f"{ROOT}?state=over")).text
    assert (await client.get(f"{ROOT}?year=x&by=y&state=z")).status_code == 200
    english = (await client.get(f"/en{ROOT}")).text
    assert "not shared out" in english


async def test_an_empty_list_says_what_that_means(client, host):
    page = (await client.get(ROOT)).text
    assert "还没有名额" in page


async def test_lowering_below_what_is_used_is_shown_before_it_is_saved(client, host):
    place = await make_place()
    made = await make_quota(host, ceiling=60, origin_code=HANGZHOU, name="杭州（示例）")
    await confirmed(place=place, heads=Heads(36), rooms={TWIN: 18})
    address = f"{ROOT}/{made.id}/change"
    seen = await client.submit(address, **typed(ceiling="30"))
    for words in (
        "低于已用。可以保存，不收回任何人的名额。",
        "超出 6",
        "已确认的照常成行：36",
        "新申请立即停止",
    ):
        assert words in seen.text, words
    assert (await numbers(made))[0] == 60

    done = await client.post_from(seen, address, why="计划取消")

    assert done.status_code == 303
    assert await numbers(made) == (30, 36, 0, 0, 6)
    page = (await client.get(f"{ROOT}/{made.id}")).text
    for words in ("总额：60 → 30", "计划取消", "第 2 版", "占用的行程"):
        assert words in page, words


async def test_a_form_that_was_overtaken_is_refused(client, host):
    made = await make_quota(host, ceiling=60, origin_code=HANGZHOU, name="杭州（示例）")
    address = f"{ROOT}/{made.id}/change"
    seen = await client.submit(address, **typed(ceiling="30"))
    await change(made, ceiling=50)
    answer = await client.post_from(seen, address, why="理由")
    assert answer.status_code == 409
    assert "刚被他人修改" in answer.text
    assert (await node(made)).ceiling == 50


async def test_a_share_borrows_over_the_web_and_is_closed(client, host):
    root = await make_quota(host, name="全年（示例）", ceiling=100)
    share = await make_quota(
        host, parent=root, ceiling=40, origin_code=HANGZHOU, name="杭州（示例）"
    )
    address = f"{ROOT}/{share.id}/borrowing"
    wanted = {"lender": root.id, "amount": "15"}
    seen = await client.submit(address, **wanted)
    assert "全年（示例）未分配且未用：60 → 45" in seen.text
    too_much = await client.submit(address, **{**wanted, "amount": "61"})
    assert too_much.status_code == 409
    done = await client.post_from(seen, address, why="增拨")
    assert done.status_code == 303
    assert (await numbers(share))[0] == 55
    closing = await client.submit(f"{ROOT}/{share.id}/closing", why="计划结束")
    assert closing.status_code == 303
    assert (await node(share)).closed_at is not None
    assert "已经关闭" in (await client.get(f"{ROOT}/{share.id}/closing")).text
    acts = await QuotaVersion.filter(quota_id=share.number).order_by("id").values_list("act", flat=True)  # fmt: skip
    assert acts == ["made", "borrowed", "closed"]


async def test_whoever_names_no_lender_is_asked_for_one_and_keeps_the_amount(client, host):
    root = await make_quota(host, ceiling=100)
    share = await make_quota(host, parent=root, ceiling=40, origin_code=HANGZHOU)
    address = f"{ROOT}/{share.id}/borrowing"
    for missing in ({"amount": "15"}, {"amount": "15", "lender": ""}):
        asked = await client.submit(address, **missing)
        assert asked.status_code == 422
        assert "请选择向哪一份名额借用" in asked.text
        assert "填写此项" not in asked.text
        assert 'value="15"' in asked.text


async def test_a_quota_of_another_federation_is_no_page(client, host):
    partner = await make_federation(host=False)
    foreign = await make_quota(partner, origin_code=HANGZHOU)
    for rest in ("", "/change", "/borrowing", "/closing"):
        assert (await client.get(f"{ROOT}/{foreign.id}{rest}")).status_code == 404
    assert (await client.get(f"{ROOT}/new?parent={foreign.id}")).status_code == 404


async def test_a_spreadsheet_is_looked_at_and_stored_when_somebody_says_so(client, host):
    made = await make_quota(host, name="全年（示例）", ceiling=100)
    sheet = await client.get(f"{ROOT}.xlsx")
    head, row = cells_of(sheet.content)
    row[head.index("总额*")] = 120
    new = dict(zip(head, [""] * len(head), strict=True)) | {"名称*": "宁波（示例）", "总额*": 20, "上级": "全年（示例）", "来源地区": "宁波"}  # fmt: skip
    seen = await send(client, [head, row, [*new.values()]])
    assert seen.status_code == 200
    assert "宁波（示例）" in seen.text
    assert await Quota.all().count() == 1
    unsaid = await client.post_from(seen, f"{ROOT}/import/confirmation", why="")
    assert unsaid.status_code == 422
    done = await client.post_from(unsaid, f"{ROOT}/import/confirmation", why="第2稿")
    assert done.headers["location"] == ROOT
    assert (await numbers(made))[:4] == (120, 0, 0, 20)
    again = await client.post_from(seen, f"{ROOT}/import/confirmation", why="第2稿")
    assert again.status_code == 409


async def test_faults_of_a_spreadsheet_are_told_by_cell_and_nothing_is_stored(client, host):
    values = {**listed_year(), "name": "全年", "ceiling": "x"}
    head = ["名称", "总额", "开始日期", "结束日期"]
    row = [values["name"], values["ceiling"], values["first_day"], values["last_day"]]
    answer = await send(client, [head, row])
    assert answer.status_code == 422
    assert ">B2<" in answer.text
    assert 'name="draft"' not in answer.text
    for nonsense in (b"nonsense", b""):
        csrf = _csrf((await client.get(f"{ROOT}/import")).text)
        sent = await client.post(f"{ROOT}/import", data={"csrf": csrf}, files={"file": ("x.xlsx", nonsense)})  # fmt: skip
        assert sent.status_code == 422


async def send(client, rows):
    csrf = _csrf((await client.get(f"{ROOT}/import")).text)
    file = ("名额.xlsx", workbook(rows))
    return await client.post(f"{ROOT}/import", data={"csrf": csrf}, files={"file": file})


def _csrf(text: str) -> str:
    return text.split('name="csrf"')[1].split('value="')[1].split('"', maxsplit=1)[0]


async def test_whoever_only_looks_sees_no_button_and_may_send_no_form(client):
    host = await make_federation()
    made = await make_quota(host, name="全年（示例）")
    await sign_in_as(client, host.viewer)
    page = (await client.get(f"{ROOT}/{made.id}")).text
    assert "/change" not in page
    assert "/new" not in (await client.get(ROOT)).text
    assert (await client.get(f"{ROOT}/new")).status_code == 403


async def test_a_partner_city_manages_its_share(client):
    host, partner = await make_federation(), await make_federation(host=False)
    root = await make_quota(host, name="全年（示例）", ceiling=100)
    share = await make_quota(host, parent=root, ceiling=40, origin_code=HANGZHOU, name="杭州（示例）", manager=partner.public_id)  # fmt: skip
    await sign_in_as(client, partner.clerk)
    page = (await client.get(ROOT)).text
    assert "杭州（示例）" in page
    assert "全年（示例）" not in page
    wanted = typed(name="一线（示例）", ceiling="10", programme="front_line", origin="", first_day="", last_day="")  # fmt: skip
    seen = await client.submit(f"{ROOT}/new?parent={share.id}", f"{ROOT}/new", **wanted)
    done = await client.post_from(seen, f"{ROOT}/new", why="分配")
    assert done.status_code == 303
    more = await client.submit(f"{ROOT}/{share.id}/change", **typed(ceiling="60"))
    assert more.status_code == 403
    assert "由分配它的工会决定" in more.text
    await make_union()


async def test_a_quota_chosen_in_the_tree_is_changed_beside_it(client, host):
    quota = await make_quota(host)
    page = await client.get(ROOT, params={"chosen": quota.id, "by": "any"})
    assert f'<tr class="quota-d0 quota-chosen" id="quota-{quota.id}"' in page.text
    # The panel's form alone, with its hidden fields as they stand.
    seen = await client.post_from(page, f"{ROOT}/{quota.id}/change", act="look", ceiling="90")
    assert "第 2 版" in seen.text
    assert (await Quota.get()).ceiling == 100
    done = await client.post_from(seen, f"{ROOT}/{quota.id}/change", why="示例：减少")
    assert done.status_code == 303
    assert (await Quota.get()).ceiling == 90


async def test_who_may_not_change_quotas_and_who_asks_for_another_federations_gets_no_panel(
    client, host
):
    quota = await make_quota(host)
    for who, chosen in ((host.viewer, quota.id), (host.clerk, "0" * 32)):
        await sign_in_as(client, who)
        page = await client.get(ROOT, params={"chosen": chosen})
        assert page.status_code == 200
        assert 'id="panel"' not in page.text
