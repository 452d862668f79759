"""Contract, departure, no-show, account, settlement, messages and papers of a stay."""

import re
from datetime import timedelta

from booking import stays
from booking.money import account_of, record_receipt
from booking.stays.models import Message, Paper, Stay, StayEvent
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.packages import Heads
from tests.booking.stays.changes import charging_place, leave
from tests.clients import Client
from tests.factories.invoices import invoiced
from tests.factories.people import sign_in_as
from tests.factories.stays import confirmed, counted, departed, in_house, reconciled, state_of

AMOUNTS = re.compile(r"<dt>\s*([^<]+?)\s*(?:<small>[^<]*</small>)?\s*</dt>\s*<dd>\s*([\d,.]+)")


async def test_the_sealed_contract_is_recorded_once(database: str, client: Client) -> None:
    story = await confirmed()
    await sign_in_as(client, story.operator.sales)
    page, act = f"/operator/stays/{story.id}", f"/operator/stays/{story.id}/contract"
    assert (await client.submit(page, act)).status_code == 303
    again = await client.submit(page, act)
    assert again.status_code == 409
    assert (await Stay.get(public_id=story.id)).contract_sealed_at is not None
    assert await StayEvent.filter(stay_id=story.number, act="contract_sealed").count() == 1


async def test_a_group_leaves_on_its_last_morning_and_not_before(
    database: str, client: Client
) -> None:
    early, last = await in_house(), await in_house(nights=2, nights_before=2)
    for story, status, state in ((early, 409, "in_house"), (last, 303, "departed")):
        await sign_in_as(client, story.operator.steward)
        page, act = f"/operator/stays/{story.id}", f"/operator/stays/{story.id}/departure"
        assert (await client.submit(page, act)).status_code == status
        assert await state_of(story) == state
    again = await client.submit(
        f"/operator/stays/{last.id}", f"/operator/stays/{last.id}/departure"
    )
    assert again.status_code == 409


async def test_the_fee_of_a_no_show_is_shown_and_charged(database: str, client: Client) -> None:
    story = await confirmed(starts_in=-1, made_days_ago=30)
    await sign_in_as(client, story.operator.sales)
    address = f"/en/operator/stays/{story.id}/no-show"
    assert "54,835.20" in (await client.get(address)).text
    answer = await client.submit(address, note="示例：电话无人接听")
    assert answer.status_code == 303
    assert await state_of(story) == "no_show"
    assert (await account_of(story.number)).charged.minor == 54_835_20


async def test_a_fee_that_changed_meanwhile_is_shown_anew(database: str, client: Client) -> None:
    story = await confirmed(starts_in=-1, made_days_ago=30)
    await sign_in_as(client, story.operator.sales)
    address = f"/en/operator/stays/{story.id}/no-show"
    answer = await client.submit(address, fee_seen="100", note="示例")
    assert answer.status_code == 409
    assert "Meanwhile the fee is ¥54,835.20" in answer.text
    assert await state_of(story) == "confirmed"
    assert (await client.submit(address, note="示例")).status_code == 303


async def test_what_was_kept_of_those_who_left_before_is_a_line_of_its_own(
    database: str, client: Client
) -> None:
    story = await confirmed(place=await charging_place(), starts_in=10)
    await leave(story, 5)
    address = f"/en/operator/stays/{story.id}/no-show"
    with clock.moved_to(clock.now() + timedelta(days=11)):
        await sign_in_as(client, story.operator.sales)
        page = (await client.get(address)).text
        lines = dict(AMOUNTS.findall(page))
        assert (lines["For those who were expected"], lines["Kept of those who left before"]) == (
            "47,219.20",
            "1,142.40",
        )
        assert (await client.submit(address, note="示例")).status_code == 303
    assert (await account_of(story.number)).charged.minor == 48_361_60


async def test_a_group_that_was_counted_did_come(database: str, client: Client) -> None:
    story = await in_house(nights_before=2)
    await sign_in_as(client, story.operator.sales)
    address = f"/operator/stays/{story.id}/no-show"
    answer = await client.submit(f"/operator/stays/{story.id}", address, fee_seen="0", note="x")
    assert answer.status_code == 409
    assert await state_of(story) == "in_house"


async def test_a_group_whose_account_is_disputed_is_settled_there(
    database: str, client: Client
) -> None:
    story = await departed()
    await stays.present_account(story.id, by=story.operator.sales)
    await stays.dispute_line(
        story.id,
        story.check_in.isoformat(),
        wanted=Money(0),
        reason="示例",
        by=story.union.organiser,
    )
    await sign_in_as(client, story.operator.sales)
    address = f"/en/operator/stays/{story.id}/no-show"
    page = (await client.get(address)).text
    assert f'href="/en/operator/stays/{story.id}/disputes"' in page
    assert f'action="{address}"' not in page
    answer = await client.submit(
        f"/en/operator/stays/{story.id}", address, fee_seen="0", note="示例"
    )
    assert answer.status_code == 409
    assert await state_of(story) == "departed"


async def test_an_account_is_shown_night_by_night_and_presented_once(
    database: str, client: Client
) -> None:
    story = await departed(came=Heads(30, 2, 2))
    await sign_in_as(client, story.operator.sales)
    address = f"/en/operator/stays/{story.id}/account"
    page = (await client.get(address)).text
    assert "68,544.00" in page
    assert "64,736.00" in page
    assert (await client.submit(address)).status_code == 303
    assert (await account_of(story.number)).charged.minor == 64_736_00
    again = await client.submit(f"/en/operator/stays/{story.id}", address, total_seen="6473600")
    assert again.status_code == 409
    assert "presented already" in again.text


async def test_an_account_that_changed_meanwhile_is_shown_anew(
    database: str, client: Client
) -> None:
    story = await departed(came=Heads(30, 2, 2))
    await sign_in_as(client, story.operator.sales)
    address = f"/operator/stays/{story.id}/account"
    await counted(story, story.check_in, Heads(29, 2, 2))
    answer = await client.submit(address, total_seen="6473600")
    assert answer.status_code == 409
    assert "64,260.00" in answer.text
    assert (await client.submit(address, total_seen="much")).status_code == 422
    assert (await Stay.get(public_id=story.id)).account_presented_at is None


async def test_a_stay_is_settled_when_everything_is_square_and_invoiced(
    database: str, client: Client
) -> None:
    story = await reconciled()
    await sign_in_as(client, story.operator.finance)
    page, address = f"/operator/stays/{story.id}", f"/operator/stays/{story.id}/settlement"
    assert (await client.submit(page, address)).status_code == 409
    account = await account_of(story.number)
    await record_receipt(
        account.charges[0].id, amount=account.owed, received_on=clock.today(), voucher="示例1",
        by=story.operator.finance,
    )  # fmt: skip
    missing = await client.submit(page, address)
    assert missing.status_code == 409
    await invoiced(story)
    assert (await client.submit(address)).status_code == 303
    assert await state_of(story) == "settled"
    assert (await client.submit(page, address)).status_code == 409


async def test_a_message_is_written_once_and_an_empty_one_not_at_all(
    database: str, client: Client
) -> None:
    story = await confirmed()
    await sign_in_as(client, story.operator.steward)
    page, act = f"/operator/stays/{story.id}", f"/operator/stays/{story.id}/messages"
    drawn = (await client.get(page)).text
    hidden = {
        name: drawn.split(f'name="{name}"')[1].split('value="')[1].split('"')[0]
        for name in ("csrf", "key")
    }
    for _ in range(2):
        answer = await client.post(act, data={**hidden, "text": "接站车 14:20 到北站"})
        assert answer.status_code == 303
    assert await Message.filter(stay_id=story.number).count() == 1
    assert (await client.submit(page, act, text="  ")).status_code == 422
    long = await client.submit(page, act, text="长" * 2001)
    assert long.status_code == 422
    assert "长" * 100 in long.text


async def test_a_paper_is_kept_and_fetched_by_its_two_sides_alone(
    database: str, client: Client
) -> None:
    story, foreign = await confirmed(), await confirmed()
    await sign_in_as(client, story.operator.sales)
    page, act = f"/operator/stays/{story.id}", f"/operator/stays/{story.id}/papers"
    csrf = (await client.get(page)).text.split('name="csrf"')[1].split('value="')[1].split('"')[0]
    for content, status in ((b"%PDF-1.7 example", 303), (b"MZ program", 422), (b"", 422)):
        upload = {"paper": ("合同.pdf", content, "application/pdf")}
        answer = await client.post(act, data={"csrf": csrf}, files=upload)
        assert answer.status_code == status
    paper = await Paper.get(stay_id=story.number)
    fetched = await client.get(f"{act}/{paper.public_id}")
    assert fetched.content == b"%PDF-1.7 example"
    assert fetched.headers["content-disposition"].startswith("attachment")
    assert (
        await client.get(f"/operator/stays/{foreign.id}/papers/{paper.public_id}")
    ).status_code == 404
    await sign_in_as(client, foreign.operator.sales)
    assert (await client.get(f"{act}/{paper.public_id}")).status_code == 404


async def test_roles_do_only_their_own_acts(database: str, client: Client) -> None:
    story = await departed()
    closed = {
        "steward": ("account", "settlement", "no-show", "statement"),
        "finance": ("no-show", "arrivals"),
        "sales": ("arrivals",),
    }
    for role, pages in closed.items():
        await sign_in_as(client, getattr(story.operator, role))
        for name in pages:
            assert (await client.get(f"/operator/stays/{story.id}/{name}")).status_code == 403


async def test_a_steward_reads_the_stay_without_any_amount(database: str, client: Client) -> None:
    story = await departed(came=Heads(30, 2, 2))
    await sign_in_as(client, story.operator.steward)
    page = (await client.get(f"/en/operator/stays/{story.id}")).text
    assert story.reference in page
    for amount in ("68,544", "64,736", "1,904"):
        assert amount not in page
