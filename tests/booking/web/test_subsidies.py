"""Subsidies through the pages: the federation sets one, the union claims it after the trip, two persons grant it, it is paid."""

import io
from datetime import timedelta

from openpyxl import load_workbook

from booking import money
from booking.money.subsidy_models import SubsidyClaim, SubsidyRate
from sites.foundation import clock
from tests.booking.stays.test_subsidies import banked, claimed, over, trip_of
from tests.clients import Client
from tests.factories.people import make_federation, sign_in_as
from tests.factories.stays import reconciled

ROOT = "/federation/subsidies"


async def test_a_federation_says_what_it_gives_and_ends_it(database: str, client: Client) -> None:
    federation = await make_federation()
    await sign_in_as(client, federation.clerk)
    assert f'href="{ROOT}/rates"' in (await client.get(ROOT)).text
    given = {
        "programme": "front_line", "per": "day", "amount": "", "reaches": "everyone",
        "starts_on": clock.today().isoformat(), "document": "示例文件1号",
    }  # fmt: skip
    here, act = f"{ROOT}/rates", f"{ROOT}/rates/new"
    answer = await client.submit(here, act, **given)
    assert answer.status_code == 422
    assert "示例文件1号" in answer.text  # nothing typed is lost
    assert (await client.submit(here, act, **{**given, "amount": "60"})).status_code == 303
    assert (await client.submit(here, act, **{**given, "amount": "70"})).status_code == 409
    rate = await SubsidyRate.get()
    assert (rate.minor, rate.per, rate.reaches) == (60_00, "day", "everyone")
    later = (clock.today() + timedelta(days=30)).isoformat()
    assert (
        await client.submit(here, f"{here}/{rate.public_id}/end", ends_on="x")
    ).status_code == 422
    assert (
        await client.submit(here, f"{here}/{rate.public_id}/end", ends_on=later)
    ).status_code == 303
    await sign_in_as(client, federation.reviewer)
    assert act not in (await client.get(here)).text


async def test_from_the_claim_to_the_voucher(database: str, client: Client) -> None:
    story = await over(came=None)
    await banked(story)
    await sign_in_as(client, story.union.finance)
    assert f"/union/subsidies/{story.trip}" in (await client.get("/union/subsidies")).text
    assert f"/union/subsidies/{story.trip}" in (await client.get(f"/union/stays/{story.id}")).text
    here = f"/union/subsidies/{story.trip}"
    assert (
        await client.submit(here, f"{here}/claim", seen="1", note="示例备注")
    ).status_code == 409
    found = await money.claims_of_union(story.union.organisation)
    assert found == ()
    assert (await client.submit(here, f"{here}/claim", seen=str(32 * 100_00))).status_code == 303
    claim = await SubsidyClaim.get()
    page, federation = f"{ROOT}/claims/{claim.public_id}", story.federation

    await sign_in_as(client, federation.clerk)
    assert page in (await client.get(ROOT)).text
    assert (await client.submit(page, f"{page}/check", amount="3000", why="")).status_code == 422
    assert (await client.submit(page, f"{page}/check", amount="3000", why="示例：两人重复")).status_code == 303  # fmt: skip
    assert f"{page}/grant" not in (await client.get(page)).text
    await sign_in_as(client, federation.finance)
    assert (await client.submit(page, f"{page}/grant", seen="300000")).status_code == 303
    assert (await client.submit(page, f"{page}/payment", paid_on=clock.today().isoformat(), voucher="")).status_code == 422  # fmt: skip
    sheet = (await client.get(f"{ROOT}/transfers.xlsx")).content
    rows = [*load_workbook(io.BytesIO(sheet)).active.values]
    assert rows[1][1] == "6217000012345678"
    assert rows[1][4] == 3000
    paid = await client.submit(page, f"{page}/payment", paid_on=clock.today().isoformat(), voucher="示例 9")  # fmt: skip
    assert paid.status_code == 303
    assert (await SubsidyClaim.get()).state == "paid"
    listed = [*load_workbook(io.BytesIO((await client.get(f"{ROOT}.xlsx")).content)).active.values]
    assert "示例9" in listed[1]
    await sign_in_as(client, story.union.viewer)
    assert (await client.get("/union/subsidies")).status_code == 403
    await sign_in_as(client, story.union.approver)
    own = [*load_workbook(io.BytesIO((await client.get("/union/subsidies.xlsx")).content)).active.values]  # fmt: skip
    assert 3000 in own[1]


async def test_a_claim_is_withdrawn_and_one_turned_down_says_why(
    database: str, client: Client
) -> None:
    story = await claimed()
    await sign_in_as(client, story.union.finance)
    here = f"/union/subsidies/{story.trip}"
    away = f"{here}/claims/{story.claim}/withdrawal"
    assert (await client.submit(here, away)).status_code == 303
    assert (await client.submit(here, f"{here}/claim", seen=str(story.amount.minor))).status_code == 303  # fmt: skip
    second = await SubsidyClaim.all().order_by("-id").first()
    page = f"{ROOT}/claims/{second.public_id}"
    await sign_in_as(client, story.federation.clerk)
    assert (await client.submit(page, f"{page}/turn-down", why="")).status_code == 422
    assert (await client.submit(page, f"{page}/turn-down", why="示例：名单不符")).status_code == 303
    await sign_in_as(client, story.union.finance)
    assert "示例：名单不符" in (await client.get(here)).text


async def test_a_trip_without_a_subsidy_says_so(database: str, client: Client) -> None:
    story = await reconciled()
    await sign_in_as(client, story.union.finance)
    answer = await client.get(f"/en/union/subsidies/{await trip_of(story)}")
    assert answer.status_code == 200
    assert "No federation gives a subsidy" in answer.text
    assert "No subsidy to claim" in (await client.get("/en/union/subsidies")).text


async def test_the_auditor_sees_the_federations_own_book_and_nobody_elses(
    database: str, client: Client
) -> None:
    host = await make_federation()
    story = await claimed()  # of Hangzhou, whose book is its own
    await money.check_claim(story.claim, amount=story.amount, by=story.federation.clerk)
    await money.grant_claim(story.claim, amount_seen=story.amount, by=story.federation.finance)
    await sign_in_as(client, host.auditor)
    assert story.federation.name not in (await client.get("/federation/audit")).text
    assert (await client.get(f"/federation/audit/{story.federation.public_id}")).status_code == 404
    assert (await client.get(f"/federation/audit/{host.public_id}")).status_code == 200
    assert (await client.get(f"{ROOT}/claims/{story.claim}")).status_code == 404
    assert (await client.get(ROOT)).status_code == 200
