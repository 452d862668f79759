"""Pages of the books: the operator's own, and the auditor's of everybody's, which nobody else opens."""

import io
import re
from datetime import timedelta

from python_calamine import CalamineWorkbook

from booking import money
from booking.money.models import Charge
from booking.money.plan_models import Instalment
from sites.foundation import clock
from sites.foundation.amounts import Money
from tests.booking.documents.papers import read
from tests.booking.stays.stories import pay
from tests.clients import Client
from tests.factories import stays as made
from tests.factories.online import held_entry
from tests.factories.people import make_federation, make_union, sign_in_as
from tests.factories.places import make_place
from tests.pages import plain, rows_of

LONG = "?first=2020-01-01"


def sheet_of(data: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


async def test_the_operators_trial_balance_leads_to_the_postings_of_each_account(
    database: str, client: Client
) -> None:
    story = await made.accounted()
    await pay(story, Money(1_000_00))
    await sign_in_as(client, story.operator.finance)
    shown = (await client.get(f"/operator/money/books{LONG}")).text
    assert "does not balance" not in shown
    rows = {row[0]: row[1:] for row in rows_of(shown)}
    assert rows["银行存款"][-1] == "1,000.00"
    assert sum(_fen(row[-1]) for row in rows.values()) == 0
    for code in ("bank", "receivable", "income"):
        address = f"/operator/money/books/{code}"
        assert f'href="{address}?first=2020-01-01' in shown
        entries = (await client.get(address + LONG)).text
        assert f"/operator/stays/{story.id}" in entries
    bank = plain((await client.get(f"/operator/money/books/bank{LONG}")).text)
    assert story.operator.finance.name in bank
    assert "1,000.00" in bank
    assert (await client.get("/operator/money/books/nothing")).status_code == 404
    table = sheet_of((await client.get(f"/operator/money/books.xlsx{LONG}")).content)
    assert table[-1][-1] == 0
    assert (
        sheet_of((await client.get(f"/operator/money/books/bank.xlsx{LONG}")).content)[1][6] == 1000
    )


def _fen(words: str) -> int:
    return int(words.replace(",", "").replace(".", ""))


async def test_the_auditor_reads_every_book_and_writes_nothing(
    database: str, client: Client
) -> None:
    host, one, other = await make_federation(), await made.accounted(), await made.accounted()
    await pay(one, Money(5_00))
    await sign_in_as(client, host.auditor)
    assert (await client.get("/federation")).headers["location"] == "/federation/audit"
    listed = (await client.get(f"/federation/audit{LONG}")).text
    for story in (one, other):
        assert f"/federation/audit/{story.operator.public_id}" in listed
    assert not re.findall(r'<form[^>]*method="post"[^>]*action="[^"]*audit', listed)
    root = f"/federation/audit/{one.operator.public_id}"
    assert "5.00" in plain((await client.get(root + LONG)).text)
    entries = (await client.get(f"{root}/bank{LONG}")).text
    assert one.operator.finance.name in entries
    assert "/operator/stays/" not in entries
    names = [
        row[0] for row in sheet_of((await client.get(f"/federation/audit.xlsx{LONG}")).content)
    ]
    assert {one.operator.name, other.operator.name} <= set(names)
    assert (await client.get(f"{root}.xlsx{LONG}")).status_code == 200
    assert (await client.get(f"{root}/bank.xlsx{LONG}")).status_code == 200
    assert (await client.get(f"/federation/audit/{one.union.public_id}")).status_code == 404


async def test_nobody_but_the_hosts_auditor_opens_the_books(database: str, client: Client) -> None:
    host, partner, story = (
        await make_federation(),
        await make_federation(host=False),
        await made.accounted(),
    )
    people = (
        host.clerk,
        host.administrator,
        partner.administrator,
        story.operator.finance,
        story.union.finance,
    )
    for actor in people:
        await sign_in_as(client, actor)
        for address in ("/federation/audit", f"/federation/audit/{story.operator.public_id}/bank"):
            assert (await client.get(address)).status_code in {403, 404}
    await sign_in_as(client, story.operator.steward)
    assert (await client.get("/operator/money/books")).status_code == 403


async def test_a_union_and_its_payee_read_the_same_statement_on_screen_sheet_and_paper(
    database: str, client: Client
) -> None:
    story = await made.accounted()
    await pay(story, Money(1_234_56))
    account = await money.account_of(story.number)
    closing = f"{account.owed.minor / 100:,.2f}"
    for address, actor in (
        ("/union/money", story.union.finance),
        ("/operator/money/statement", story.operator.finance),
    ):
        await sign_in_as(client, actor)
        shown = (await client.get(address + LONG)).text
        assert "-1,234.56" in shown
        assert closing in shown
        table = sheet_of((await client.get(f"{address}.xlsx{LONG}")).content)
        assert table[-1][-1] == account.owed.minor / 100
        paper = read((await client.get(f"{address}.pdf{LONG}")).content, scale=0.2).words
        assert closing in paper
        assert "-1,234.56" in paper


async def test_a_period_that_is_nonsense_is_the_present_year(database: str, client: Client) -> None:
    story = await made.accounted()
    await sign_in_as(client, story.union.finance)
    plain_page = (await client.get("/union/money")).text
    for query in ("?first=2027-12-31&last=2027-01-01", "?first=x&last=y", "?first=2026-02-30"):
        shown = await client.get("/union/money" + query)
        assert shown.status_code == 200
        assert re.findall(r'value="(\d{4}-\d\d-\d\d)"', shown.text) == re.findall(
            r'value="(\d{4}-\d\d-\d\d)"', plain_page
        )


async def test_money_of_another_currency_stands_in_a_book_of_its_own_and_in_no_sum_of_yuan(
    database: str, client: Client
) -> None:
    host, story = await make_federation(), await made.accounted()
    await pay(story, Money(1_000_00))
    charge = await Charge.get(stay_id=story.number)
    await held_entry(charge, Money(77_00, "HKD"))
    await sign_in_as(client, story.operator.finance)
    own = plain((await client.get(f"/operator/money/books{LONG}")).text)
    assert "HKD 科目" in own
    assert "77.00" in own
    book = CalamineWorkbook.from_filelike(io.BytesIO((await client.get(f"/operator/money/books.xlsx{LONG}")).content))  # fmt: skip
    assert len(book.sheet_names) == 2
    await sign_in_as(client, host.auditor)
    listed = plain((await client.get(f"/federation/audit{LONG}")).text)
    assert "HKD 账簿，不计入合计" in listed
    assert "77.00" in listed
    assert "1,077.00" not in listed
    table = sheet_of((await client.get(f"/federation/audit.xlsx{LONG}")).content)
    assert {row[1] for row in table[1:]} == {"CNY", "HKD"}


async def test_a_union_sees_what_to_pay_next_and_until_when(database: str, client: Client) -> None:
    story = await made.submitted()
    charge = await Charge.get(stay_id=story.number)
    await sign_in_as(client, story.union.finance)
    here = f"/union/stays/{story.id}#money"
    page = (await client.get("/union/money")).text
    assert here in page
    assert charge.reference in page
    assert here not in (await client.get("/union/money?of=people")).text
    desk = "/union"
    assert here not in (await client.get(desk)).text  # it is not due yet
    await Charge.filter(id=charge.id).update(due_on=clock.today() - timedelta(days=1))
    await Instalment.filter(charge_id=charge.id).update(due_on=clock.today() - timedelta(days=1))
    assert "逾期" in (await client.get("/union/money")).text
    assert here in (await client.get(desk)).text
    await sign_in_as(client, story.union.viewer)
    assert here not in (await client.get(desk)).text  # who does not pay is not asked
    await pay(story, Money(charge.minor))
    await sign_in_as(client, story.union.finance)
    assert here not in (await client.get("/union/money")).text
    assert "目前没有欠款" in (await client.get("/union/money")).text


async def test_many_payments_that_are_due_are_one_task_of_the_desk(
    database: str, client: Client
) -> None:
    union, place = await make_union(), await make_place()
    stories = [await made.submitted(union=union, place=place, starts_in=n) for n in (60, 70, 80)]
    days = clock.today() - timedelta(days=1)
    await Charge.all().update(due_on=days)
    await Instalment.all().update(due_on=days)
    await sign_in_as(client, union.finance)
    shown = (await client.get("/union")).text
    assert "3 笔款项应付" in shown
    assert not [one for one in stories if f"/union/stays/{one.id}#money" in shown]
    listed = (await client.get("/union/money")).text
    assert all(f"/union/stays/{one.id}#money" in listed for one in stories)
