"""The pages of accounts and slips: union sends, operator answers, nobody else sees."""

import httpx2

from booking.money import account_of, account_to_pay, slips_waiting
from sites.foundation import clock
from sites.foundation.amounts import Money
from tests.clients import Client
from tests.factories.people import give_password, sign_in_as
from tests.factories.stays import confirmed, submitted

PDF = b"%PDF-1.4 sample"


async def send(client: Client, charge: str, **changes: str) -> httpx2.Response:
    address = f"/union/charges/{charge}/slip"
    drawn = (await client.get(address)).text
    hidden = {n: drawn.split(f'name="{n}"')[1].split('value="')[1].split('"')[0] for n in ("csrf", "key")}  # fmt: skip
    fields = {"amount": "64736", "paid_on": clock.today().isoformat(), **changes}
    files = {"file": ("../回单<script>.pdf", PDF, "text/html")}
    return await client.post(address, data={**hidden, **fields}, files=files)


async def test_a_union_sends_a_slip_and_the_operator_says_that_it_came(
    database: str, client: Client
) -> None:
    story = await submitted()
    charge = (await account_of(story.number)).charges[0]
    await sign_in_as(client, story.union.finance)
    assert f"/union/charges/{charge.id}/slip" in (await client.get(f"/union/stays/{story.id}")).text
    assert (await send(client, charge.id, amount="x")).status_code == 422
    assert (await send(client, charge.id)).status_code == 303
    (slip,) = await slips_waiting(story.operator.organisation)
    assert slip.file.shown_name == "回单script.pdf"
    assert "64,736" in (await client.get(f"/union/stays/{story.id}")).text

    await sign_in_as(client, story.operator.finance)
    assert f"/operator/money/slips/{slip.id}" in (await client.get("/operator")).text
    assert f"/operator/money/slips/{slip.id}" in (await client.get("/operator/money")).text
    address = f"/operator/money/slips/{slip.id}"
    file = await client.get(f"{address}/file")
    assert (file.content, file.headers["content-type"]) == (PDF, "application/pdf")
    assert file.headers["content-disposition"].startswith("attachment")
    today = clock.today().isoformat()
    answer = await client.submit(address, f"{address}/receipt", amount="64000", received_on=today)
    assert answer.status_code == 303
    assert (await account_of(story.number)).owed == charge.standing.owed - Money(64_000_00)
    assert f"{address}/receipt" not in (await client.get(address)).text


async def test_an_operator_says_that_nothing_came_and_the_union_reads_why(
    database: str, client: Client
) -> None:
    story = await submitted()
    charge = (await account_of(story.number)).charges[0]
    await sign_in_as(client, story.union.finance)
    await send(client, charge.id)
    (slip,) = await slips_waiting(story.operator.organisation)
    await sign_in_as(client, story.operator.finance)
    address = f"/operator/money/slips/{slip.id}"
    assert (await client.submit(address, f"{address}/missing", note="")).status_code == 422
    assert (await client.submit(address, f"{address}/missing", note="没有到账")).status_code == 303
    await sign_in_as(client, story.union.finance)
    assert "没有到账" in (await client.get(f"/union/stays/{story.id}")).text


async def test_a_slip_of_others_does_not_exist(database: str, client: Client) -> None:
    story, foreign = await confirmed(), await submitted()
    charge = (await account_of(foreign.number)).charges[0]
    await sign_in_as(client, foreign.union.finance)
    await send(client, charge.id)
    (slip,) = await slips_waiting(foreign.operator.organisation)
    await sign_in_as(client, story.operator.finance)
    assert (await client.get(f"/operator/money/slips/{slip.id}")).status_code == 404
    assert (await client.get(f"/operator/money/slips/{slip.id}/file")).status_code == 404
    await sign_in_as(client, story.union.finance)
    assert (await client.get(f"/union/slips/{slip.id}/file")).status_code == 404
    assert (await client.get(f"/union/charges/{charge.id}/slip")).status_code == 404


async def test_the_account_is_entered_with_the_password_and_shown_to_unions(
    database: str, client: Client
) -> None:
    story = await submitted()
    await give_password(story.operator.finance)
    await sign_in_as(client, story.operator.finance)
    address = "/operator/money/account"
    form = {"holder": "示例度假村", "bank": "示例银行", "branch": "黄山支行", "number": "6222 0000 1111 2222"}  # fmt: skip
    wrong = await client.submit(address, present="wrong", **form)
    assert wrong.status_code == 422
    assert 'value="6222 0000 1111 2222"' in wrong.text
    right = await client.submit(address, present="four words on paper", **form)
    assert right.status_code == 303
    assert "**** 2222" in (await client.get("/operator/money")).text
    assert "6222000011112222" not in (await client.get(address)).text
    await sign_in_as(client, story.union.finance)
    page = (await client.get(f"/union/stays/{story.id}")).text
    assert "6222000011112222" in page
    assert "黄山支行" in page


async def test_a_union_enters_where_refunds_go(database: str, client: Client) -> None:
    story = await submitted()
    await sign_in_as(client, story.union.finance)
    form = {
        "holder": "示例工会",
        "bank": "示例银行",
        "branch": "杭州支行",
        "number": "33010000111122",
    }
    assert (await client.submit("/union/bank-account", **form)).status_code == 303
    assert (await account_to_pay(story.union.organisation)).masked == "**** 1122"
