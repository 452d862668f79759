"""Refunds are put together, agreed to by somebody else, and taken to the bank as a file."""

import csv
import io
from datetime import timedelta

from openpyxl import load_workbook

from booking.money import record_receipt, refunds_to_batch, return_line
from booking.money.bank_models import BankLine, BatchItem, LineShare
from booking.people.models import Membership
from sites.foundation import clock
from sites.foundation.amounts import Money
from tests.booking.money.statements.files import row
from tests.booking.money.statements.making import enter, imported, payee
from tests.clients import Client
from tests.factories.people import sign_in_as

ROOT = "/operator/money"


async def overpaid():
    case = await payee(500_000)
    with clock.moved_to(clock.now() - timedelta(days=4)):
        await enter(case.union.finance, number="33010000111122")
    await record_receipt(case.charges[0], amount=Money(600_000), received_on=clock.today(), voucher="V", by=case.finance)  # fmt: skip
    return case


async def prepared(case, client: Client) -> str:
    await sign_in_as(client, case.finance)
    (one,) = await refunds_to_batch(case.payee)
    made = await client.submit(f"{ROOT}/refunds", paper=one.id)
    return str(made.headers["location"])


async def test_two_people_make_a_file_for_the_bank(database: str, client: Client) -> None:
    case = await overpaid()
    address = await prepared(case, client)
    assert (await client.get(f"{address}/file")).status_code == 409
    assert "33010000111122" not in (await client.get(address)).text
    assert (await client.forge(address, f"{address}/approval")).status_code == 409
    await sign_in_as(client, case.operator.administrator)
    assert address in (await client.get(f"{ROOT}/lines")).text
    assert (await client.submit(address, f"{address}/approval")).status_code == 303
    await sign_in_as(client, case.finance)
    file = await client.get(f"{address}/file")
    rows = [[*one] for one in load_workbook(io.BytesIO(file.content)).active.values]
    assert rows[1][:2] == ["示例度假村", "33010000111122"]
    assert rows[1][4] == "1000.00"
    assert case.codes[0] in rows[1][5]
    plain = await client.get(f"{address}/file?as=csv")
    assert plain.content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(plain.text.lstrip("\ufeff").splitlines()))[1][1:5:3] == ["33010000111122", "1000.00"]  # fmt: skip


async def test_a_batch_is_taken_back(database: str, client: Client) -> None:
    case = await overpaid()
    address = await prepared(case, client)
    assert (await client.submit(address, f"{address}/withdrawal")).status_code == 303
    assert len(await refunds_to_batch(case.payee)) == 1
    assert (await client.forge(f"{ROOT}/refunds", f"{ROOT}/refunds", paper="x")).status_code == 404


async def test_a_union_confirms_where_nobody_else_may(database: str, client: Client) -> None:
    case = await overpaid()
    await Membership.filter(user_id=case.operator.administrator.user_id).update(ended_at=clock.now())  # fmt: skip
    address = await prepared(case, client)
    item = await BatchItem.get()
    await sign_in_as(client, case.union.finance)
    page = f"/union/refunds/{item.public_id}"
    assert "33010000111122" in (await client.get(page)).text
    assert (await client.submit(page)).status_code == 303
    await sign_in_as(client, case.finance)
    assert (await client.get(f"{address}/file")).status_code == 200


async def test_what_went_back_to_a_payer_is_recorded(database: str, client: Client) -> None:
    case = await payee(500_000)
    await imported(case, row("80.00", "转错了", payer="王某"))
    await return_line((await BankLine.get()).public_id, why="退回", by=case.finance)
    share = await LineShare.get()
    await sign_in_as(client, case.finance)
    address = f"{ROOT}/returns/{share.public_id}"
    assert address in (await client.get(f"{ROOT}/refunds")).text
    today = clock.today().isoformat()
    assert (await client.submit(address, paid_on=today, voucher="")).status_code == 422
    assert (await client.submit(address, paid_on=today, voucher="R1")).status_code == 303
    assert (await LineShare.get()).voucher == "R1"
