from datetime import timedelta

from booking.money import account_of
from booking.money.models import Receipt
from sites.foundation import clock
from tests.clients import Client
from tests.factories.people import sign_in_as
from tests.factories.stays import accounted, confirmed, submitted


async def test_what_is_owed_and_overdue_is_listed(database: str, client: Client) -> None:
    late = await accounted()
    soon = await submitted(place=late.place, starts_in=40)
    foreign = await submitted()
    await sign_in_as(client, late.operator.finance)
    page = (await client.get("/operator/money")).text
    assert late.reference in page
    assert soon.reference in page
    assert foreign.reference not in page
    overdue = (await client.get("/operator/money?in=late")).text
    assert late.reference in overdue
    assert soon.reference not in overdue


async def test_a_receipt_is_recorded_once_however_often_the_form_is_sent(
    database: str, client: Client
) -> None:
    story = await accounted()
    charge = (await account_of(story.number)).charges[0]
    await sign_in_as(client, story.operator.finance)
    address = f"/operator/money/charges/{charge.id}/receipt"
    drawn = (await client.get(address)).text
    assert 'value="64736.00"' in drawn
    hidden = {
        n: drawn.split(f'name="{n}"')[1].split('value="')[1].split('"')[0] for n in ("csrf", "key")
    }
    form = {
        **hidden,
        "amount": "64,000.50",
        "received_on": clock.today().isoformat(),
        "voucher": "示例 77",
    }
    for _ in range(2):
        answer = await client.post(address, data=form)
        assert answer.headers["location"] == f"/operator/stays/{story.id}/statement"
    account = await account_of(story.number)
    assert (account.received.minor, account.owed.minor) == (64_000_50, 735_50)
    other = await client.post(address, data={**form, "amount": "1"})
    assert other.status_code == 422
    assert "示例 77" in other.text


async def test_a_receipt_that_cannot_be_is_refused_and_keeps_what_was_typed(
    database: str, client: Client
) -> None:
    story = await accounted()
    charge = (await account_of(story.number)).charges[0]
    await sign_in_as(client, story.operator.finance)
    address = f"/operator/money/charges/{charge.id}/receipt"
    today, tomorrow = clock.today().isoformat(), (clock.today() + timedelta(days=1)).isoformat()
    for amount, day, voucher in (
        ("0", today, "v1"), ("12.345", today, "v1"), ("-5", today, "v1"), ("1e5", today, "v1"),
        ("99999999999", today, "v1"), ("10", tomorrow, "v1"), ("10", "2026-02-30", "v1"), ("10", today, " "),
    ):  # fmt: skip
        answer = await client.submit(address, amount=amount, received_on=day, voucher=voucher)
        assert answer.status_code == 422, (amount, day, voucher)
        assert f'value="{amount}"' in answer.text
    assert await Receipt.all().count() == 0


async def test_what_was_paid_too_much_goes_back_by_a_recorded_refund(
    database: str, client: Client
) -> None:
    story = await accounted()
    charge = (await account_of(story.number)).charges[0]
    await sign_in_as(client, story.operator.finance)
    receipt = f"/operator/money/charges/{charge.id}/receipt"
    today = clock.today().isoformat()
    await client.submit(receipt, amount="64836", received_on=today, voucher="v1")
    refund = (await account_of(story.number)).refunds[0]
    address = f"/operator/money/refunds/{refund.id}"
    assert "100.00" in (await client.get("/operator/money")).text
    assert (await client.submit(address, paid_on=today, voucher="")).status_code == 422
    drawn = (await client.get(address)).text
    hidden = {
        n: drawn.split(f'name="{n}"')[1].split('value="')[1].split('"')[0] for n in ("csrf", "key")
    }
    for _ in range(2):
        answer = await client.post(address, data={**hidden, "paid_on": today, "voucher": "v2"})
        assert answer.status_code == 303
    account = await account_of(story.number)
    assert account.is_square
    assert account.refunded.minor == 100_00


async def test_a_receipt_that_was_a_mistake_is_withdrawn_by_a_second_entry(
    database: str, client: Client
) -> None:
    story = await accounted()
    charge = (await account_of(story.number)).charges[0]
    await sign_in_as(client, story.operator.finance)
    form = {"amount": "500", "received_on": clock.today().isoformat(), "voucher": "v1"}
    await client.submit(f"/operator/money/charges/{charge.id}/receipt", **form)
    receipt = (await account_of(story.number)).receipts[0]
    address = f"/operator/money/receipts/{receipt.id}/withdrawal"
    assert (await client.submit(address, why="")).status_code == 422
    assert (await client.submit(address, why="别家的款")).status_code == 303
    account = await account_of(story.number)
    assert not account.received
    assert [line.what for line in account.lines][-2:] == ["receipt", "receipt_withdrawn"]
    page = (await client.get(f"/operator/stays/{story.id}/statement")).text
    assert page.count("500.00") >= 2


async def test_money_is_recorded_by_finance_and_seen_by_those_who_may(
    database: str, client: Client
) -> None:
    story = await accounted()
    charge = (await account_of(story.number)).charges[0]
    address = f"/operator/money/charges/{charge.id}/receipt"
    for person, seen, recorded in (
        (story.operator.sales, 200, 403),
        (story.operator.administrator, 200, 403),
        (story.operator.steward, 403, 403),
        (story.operator.finance, 200, 200),
    ):
        await sign_in_as(client, person)
        assert (await client.get("/operator/money")).status_code == seen
        assert (await client.get(address)).status_code == recorded


async def test_anothers_charge_refund_or_receipt_does_not_exist(
    database: str, client: Client
) -> None:
    story, foreign = await confirmed(), await accounted()
    charge = (await account_of(foreign.number)).charges[0]
    await sign_in_as(client, foreign.operator.finance)
    form = {"amount": "64836", "received_on": clock.today().isoformat(), "voucher": "v1"}
    await client.submit(f"/operator/money/charges/{charge.id}/receipt", **form)
    account = await account_of(foreign.number)
    await sign_in_as(client, story.operator.finance)
    csrf = (
        (await client.get("/operator/money"))
        .text.split('name="csrf"')[1]
        .split('value="')[1]
        .split('"')[0]
    )
    for address in (
        f"charges/{charge.id}/receipt", f"refunds/{account.refunds[0].id}",
        f"receipts/{account.receipts[0].id}/withdrawal", "refunds/nothing",
    ):  # fmt: skip
        assert (await client.get(f"/operator/money/{address}")).status_code == 404
        answer = await client.post(
            f"/operator/money/{address}", data={"csrf": csrf, **form, "why": "x"}
        )
        assert answer.status_code == 404
    assert (await account_of(foreign.number)).received == account.received
