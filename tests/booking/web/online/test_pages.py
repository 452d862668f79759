"""The pages of payments online: the union pays and sees how it stands, the payee sees what to look at."""

from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace

import httpx2
import pytest

from asgi import create_app
from booking.money import account_of
from booking.money.online_models import OnlineDifference, OnlinePayment
from booking.money.write_off_models import WriteOff
from scheduler.double import refunds
from tests.booking.money.online_making import begin, owed, paid, payable, state_of, told
from tests.clients import ORIGIN, Client
from tests.clients import test_settings as settings_for
from tests.factories.people import sign_in_as
from tests.factories.provider import BASE, Provider


@pytest.fixture
async def case(database: str, tmp_path: Path) -> AsyncIterator[SimpleNamespace]:
    """A payable group, with `.client` of an application that reaches the provider, as the union's finance person."""
    app = create_app(settings_for(tmp_path), database_is_open=True)
    provider = Provider()
    app.state.gateway = provider.gateway
    made = await payable(provider=provider, is_whole=True)
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    async with Client(transport=transport, base_url=ORIGIN, follow_redirects=False) as client:
        await sign_in_as(client, made.by)
        made.client, made.app = client, app
        made.group = f"/union/stays/{made.story.id}"
        made.act = f"/union/charges/{made.charge.public_id}/payment"
        yield made


async def to_look_at(case: SimpleNamespace) -> str:
    """The payee's list, without what was dealt with last."""
    return str((await case.client.get("/operator/money/online")).text.split("最近已处理")[0])


async def test_the_union_goes_from_the_group_to_the_provider_and_comes_back_to_a_receipt(
    case: SimpleNamespace,
) -> None:
    begun = await case.client.submit(case.group, case.act)
    address = begun.headers["location"]
    page = await case.client.get(address)
    session = case.provider.sessions()[0]
    assert session["url"] in page.text
    assert session["url"].startswith(BASE)

    case.provider.pay(session["id"])
    back = await case.client.get(f"{address}?back=1")
    assert "已收到" in back.text
    assert not (await account_of(case.story.number)).owed
    assert case.act not in (await case.client.get(case.group)).text


async def test_a_second_press_leads_to_the_payment_that_is_under_way(case: SimpleNamespace) -> None:
    drawn = await case.client.get(case.group)
    first = await case.client.post_from(drawn, case.act)
    second = await case.client.post_from(drawn, case.act)
    assert first.headers["location"] == second.headers["location"]
    group = (await case.client.get(case.group)).text
    assert first.headers["location"] in group
    assert case.act not in group


async def test_while_the_provider_is_silent_the_payment_is_being_checked(
    case: SimpleNamespace,
) -> None:
    case.provider.faults.plan.append(("/v1/checkout/sessions", "lost"))
    begun = await case.client.submit(case.group, case.act)
    assert begun.status_code == 303
    address = begun.headers["location"]
    assert "正在核实" in (await case.client.get(address)).text

    case.provider.faults.plan.append(("/v1/checkout/sessions", "many"))
    assert (await case.client.submit(address, f"{address}/look")).status_code == 303
    assert "正在核实" in (await case.client.get(address)).text
    await case.client.submit(address, f"{address}/look")
    assert case.provider.sessions()[0]["url"] in (await case.client.get(address)).text


async def test_a_payment_is_ended_so_that_the_union_can_pay_otherwise(
    case: SimpleNamespace,
) -> None:
    begun = await case.client.submit(case.group, case.act)
    address = begun.headers["location"]
    await case.client.submit(address, f"{address}/end")
    assert (await OnlinePayment.get()).state == "ended"
    assert case.provider.sessions()[0]["status"] == "expired"
    assert case.act in (await case.client.get(case.group)).text


async def test_without_a_provider_nothing_is_offered(case: SimpleNamespace) -> None:
    case.app.state.gateway = None
    assert case.act not in (await case.client.get(case.group)).text


async def test_the_payee_applies_what_came_or_says_what_was_done(case: SimpleNamespace) -> None:
    payment = await begin(case)
    case.provider.pay(payment.session_id, amount=payment.minor - 100)
    await told(case)
    found = await OnlineDifference.get(kind="amount")
    await sign_in_as(case.client, case.story.operator.finance)
    assert "/operator/money/online" in (await case.client.get("/operator/money")).text
    desk = (await case.client.get("/operator/money/online")).text
    address = f"/operator/money/online/{found.public_id}"
    assert address in desk

    assert "68,543.00" in (await case.client.get(address)).text
    wrong = await case.client.submit(address, f"{address}/taken", back="0.01")
    assert wrong.status_code == 409
    assert (await case.client.submit(address, f"{address}/taken", why="示例")).status_code == 303
    assert await state_of(payment) == "held"  # above the limit
    assert f"{address}/approval" not in (await case.client.get(address)).text
    assert (await case.client.submit(address, f"{address}/dropping")).status_code == 303
    assert (await case.client.submit(address, f"{address}/taken")).status_code == 303

    await sign_in_as(case.client, case.story.operator.administrator)
    assert address in (await case.client.get("/operator")).text
    assert (await case.client.submit(address, f"{address}/approval")).status_code == 303
    assert (await state_of(payment), await owed(case)) == ("paid", 100)
    assert address not in await to_look_at(case)


async def test_money_of_another_currency_goes_back_by_two_people_and_by_no_note(
    case: SimpleNamespace,
) -> None:
    payment = await begin(case)
    case.provider.pay(payment.session_id, currency="hkd")
    await told(case)
    found = await OnlineDifference.get(kind="amount")
    await sign_in_as(case.client, case.story.operator.finance)
    address = f"/operator/money/online/{found.public_id}"
    page = (await case.client.get(address)).text
    assert "HKD\N{NO-BREAK SPACE}68,544.00" in page
    assert "¥68,544" in page  # what was asked for
    assert f"{address}/note" not in page
    assert (await case.client.submit(address, f"{address}/taken", why="示例")).status_code == 303
    await sign_in_as(case.client, case.story.operator.administrator)
    assert (await case.client.submit(address, f"{address}/approval")).status_code == 303
    assert address not in await to_look_at(case)
    await sign_in_as(case.client, case.by)
    assert "已原路退回" in (await case.client.get(f"/union/payments/{payment.public_id}")).text


async def test_an_open_dispute_asks_for_nothing_and_a_lost_one_is_decided(
    case: SimpleNamespace,
) -> None:
    payment = await paid(case)
    dispute = case.provider.dispute(payment.intent_id)
    await told(case)
    found = await OnlineDifference.get(kind="dispute")
    await sign_in_as(case.client, case.story.operator.finance)
    address = f"/operator/money/online/{found.public_id}"
    page = (await case.client.get(address)).text
    assert not [act for act in ("note", "owing", "write-off") if f"{address}/{act}" in page]

    assert "已被收回" in (await case.client.get("/operator/money/online")).text
    case.provider.close_dispute(dispute["id"], is_won=False)
    await told(case)
    assert (await case.client.submit(address, f"{address}/owing", owed="0.01")).status_code == 409
    off = f"{address}/write-off"
    assert (await case.client.submit(address, off, why=" ")).status_code == 422
    assert (await case.client.submit(address, f"{address}/owing")).status_code == 303
    assert await owed(case) == payment.minor
    assert f"由{case.story.operator.finance.name}" in (await case.client.get(address)).text
    desk = (await case.client.get("/operator/money/online")).text
    assert desk.index("最近已处理") < desk.index(address)
    await sign_in_as(case.client, case.by)
    assert "付款方银行收回" in (await case.client.get(case.group)).text
    assert "你方银行收回" in (await case.client.get(f"/union/payments/{payment.public_id}")).text
    assert "付款方银行收回" in (await case.client.get(f"{case.group}/documents/statement")).text


async def test_a_lost_dispute_is_proposed_to_be_written_off(case: SimpleNamespace) -> None:
    payment = await paid(case)
    dispute = case.provider.dispute(payment.intent_id)
    case.provider.close_dispute(dispute["id"], is_won=False)
    await told(case)
    found = await OnlineDifference.get(kind="dispute")
    await sign_in_as(case.client, case.story.operator.finance)
    address = f"/operator/money/online/{found.public_id}"
    assert (await case.client.submit(address, f"{address}/write-off", why="示例：追不回")).status_code == 303  # fmt: skip
    row = await WriteOff.get()
    one = f"/operator/money/write-offs/{row.public_id}"
    await sign_in_as(case.client, case.story.operator.administrator)
    assert (await case.client.submit(one, f"{one}/agreement")).status_code == 303
    assert await owed(case) == 0


async def test_a_refund_made_elsewhere_is_put_on_record(case: SimpleNamespace) -> None:
    payment = await paid(case)
    refunds.create(case.provider.store, {"payment_intent": payment.intent_id, "amount": "300"})
    await told(case)
    found = await OnlineDifference.get(kind="foreign_refund")
    await sign_in_as(case.client, case.story.operator.finance)
    address = f"/operator/money/online/{found.public_id}"
    case.app.state.gateway = None
    assert (await case.client.submit(address, f"{address}/record")).status_code == 409
    case.app.state.gateway = case.provider.gateway
    noted = await case.client.submit(address, f"{address}/note", note="示例")
    assert (noted.status_code, "请登记入账" in noted.text) == (409, True)
    assert (await case.client.submit(address, f"{address}/record")).status_code == 303
    assert await owed(case) == 300
    assert f"{address}/record" not in (await case.client.get(address)).text


async def test_the_desk_of_whoever_keeps_the_money_says_what_waits(case: SimpleNamespace) -> None:
    payment = await begin(case)
    case.provider.pay(payment.session_id, amount=payment.minor - 100)
    await told(case)
    await sign_in_as(case.client, case.story.operator.finance)
    assert "1 笔在线收款待核对" in (await case.client.get("/operator")).text
    await sign_in_as(case.client, case.story.operator.sales)
    assert "1 笔在线收款待核对" not in (await case.client.get("/operator")).text
