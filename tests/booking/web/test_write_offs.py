"""A write-off through the pages: seen to the fen first, proposed by one person, answered by another."""

from types import SimpleNamespace

from booking import money
from booking.money.models import Charge
from booking.money.write_off_models import WriteOff
from booking.people.models import Membership
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.formats import amount
from tests.clients import Client
from tests.factories import stays as made
from tests.factories.people import sign_in_as


async def owing() -> SimpleNamespace:
    """A group that owes 30 yuan of its price."""
    story = await made.submitted()
    charge = await Charge.get(stay_id=story.number)
    await money.record_receipt(
        charge.public_id, amount=Money(charge.minor - 30_00), received_on=clock.today(), voucher="V",
        by=story.operator.finance,
    )  # fmt: skip
    return SimpleNamespace(
        union=story.union, operator=story.operator, finance=story.operator.finance,
        charge=charge.public_id, left=amount(Money(charge.minor - 30_00)),
    )  # fmt: skip


async def without_second(case: SimpleNamespace) -> None:
    alone = Membership.filter(user_id=case.operator.administrator.user_id)
    await alone.update(ended_at=clock.now())


async def test_finance_sees_what_it_does_and_an_administrator_agrees(
    database: str, client: Client
) -> None:
    case = await owing()
    await sign_in_as(client, case.finance)
    root = "/operator/money"
    here = f"{root}/charges/{case.charge}/write-off"
    assert here in (await client.get(f"{root}/charges/{case.charge}/receipt")).text
    shown = (await client.get(here)).text
    assert "30.00" in shown
    assert case.left in shown  # what is left of it
    assert (await client.submit(here, why="")).status_code == 422
    assert (await client.submit(here, why="手续费", seen="29.99")).status_code == 409
    assert (await client.submit(here, why="手续费差额")).status_code == 303
    row = await WriteOff.get()
    one = f"{root}/write-offs/{row.public_id}"
    assert f"{one}/agreement" not in (await client.get(one)).text  # nobody answers their own
    assert (await client.submit(here, why="再来一次")).status_code == 409

    await sign_in_as(client, case.operator.administrator)
    assert one in (await client.get("/operator")).text
    assert (await client.submit(one, f"{one}/refusal", why="")).status_code == 422
    assert (await client.submit(one, f"{one}/agreement")).status_code == 303
    assert "手续费差额" in (await client.get(one)).text
    assert "30.00" in (await client.get(f"{root}/books")).text
    assert (await client.get(f"{root}/books.xlsx")).status_code == 200
    await sign_in_as(client, case.union.finance)
    assert "手续费差额" in (await client.get(f"/union/write-offs/{row.public_id}")).text


async def test_a_proposal_is_taken_back_or_refused(database: str, client: Client) -> None:
    case = await owing()
    await sign_in_as(client, case.finance)
    here = f"/operator/money/charges/{case.charge}/write-off"
    for answered in ("withdrawal", "refusal"):
        await sign_in_as(client, case.finance)
        assert (await client.submit(here, why="示例")).status_code == 303
        row = await WriteOff.filter(state="proposed").get()
        one = f"/operator/money/write-offs/{row.public_id}"
        if answered == "refusal":
            await sign_in_as(client, case.operator.administrator)
        given = {"why": "再催"} if answered == "refusal" else {}
        assert (await client.submit(one, f"{one}/{answered}", **given)).status_code == 303
        assert (await client.get(one)).status_code == 200
    await sign_in_as(client, case.union.finance)
    assert (await client.get(f"/union/write-offs/{row.public_id}")).status_code == 404
    states = await WriteOff.all().order_by("id").values_list("state", flat=True)
    assert states == ["withdrawn", "refused"]


async def test_whoever_owes_it_answers_at_its_own_desk(database: str, client: Client) -> None:
    case = await owing()
    await without_second(case)
    await sign_in_as(client, case.finance)
    here = f"/operator/money/charges/{case.charge}/write-off"
    assert (await client.submit(here, why="示例")).status_code == 303
    row = await WriteOff.get()
    one = f"/union/write-offs/{row.public_id}"
    await sign_in_as(client, case.union.finance)
    assert one in (await client.get("/union")).text
    assert (await client.submit(one, f"{one}/agreement")).status_code == 303
    assert (await WriteOff.get()).state == "agreed"
    assert one not in (await client.get("/union")).text
