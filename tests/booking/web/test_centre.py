"""A service centre through its pages: it proposes, the operator agrees; money comes in, and out with four eyes."""

from booking import money
from booking.money.models import Charge
from booking.money.payout_models import Collection, Payout, PayoutBatch
from sites.foundation import clock
from tests.clients import Client
from tests.factories.centres import collecting, enter_account, make_centre, settled
from tests.factories.people import make_union, sign_in_as
from tests.factories.places import make_place
from tests.factories.stays import accounted, reconciled, submitted


async def test_a_centre_proposes_and_the_operator_agrees(database: str, client: Client) -> None:
    centre, place = await make_centre(), await make_place()
    await sign_in_as(client, centre.administrator)
    asked = {
        "operator": place.operator.public_id,
        "starts_on": clock.today().isoformat(),
        "commission": "50",
        "document": "",
    }
    here, act = "/centre/collections", "/centre/collections/proposal"
    assert (await client.submit(here, act, **asked)).status_code == 422
    assert (await client.submit(here, act, **{**asked, "document": "示例协议"})).status_code == 303
    made = await Collection.get()
    await sign_in_as(client, place.operator.finance)
    agree = f"/operator/collections/{made.public_id}/agreement"
    assert (await client.submit("/operator/collections", agree)).status_code == 303
    story = await submitted(place=place)
    assert (await Charge.get(stay_id=story.number)).payee_id == centre.organisation
    await sign_in_as(client, centre.cashier)
    assert "/end" not in (await client.get("/centre/collections")).text
    await sign_in_as(client, place.operator.finance)
    end = f"/operator/collections/{made.public_id}/end"
    assert (await client.submit(end, why="")).status_code == 422
    assert (await client.submit(end, why="示例：到期")).status_code == 303
    later = await submitted(place=place)
    assert (await Charge.get(stay_id=later.number)).payee_id == place.operator.organisation


async def test_the_cashier_records_what_comes_and_what_goes_back(
    database: str, client: Client
) -> None:
    place = await make_place()
    both = await collecting(operator=place.operator, since_days=100)
    story = await accounted(place=place)
    charge = await Charge.get(stay_id=story.number)
    await sign_in_as(client, both.centre.cashier)
    assert story.reference in (await client.get("/centre/money")).text
    receipt = f"/centre/money/charges/{charge.public_id}/receipt"
    answer = await client.submit(
        receipt, amount="99999", received_on=clock.today().isoformat(), voucher="示例 1", note=""
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/centre/money")
    (order,) = (await money.account_of(story.number)).refunds
    back = f"/centre/money/refunds/{order.id}"
    assert (await client.submit(back, paid_on=clock.today().isoformat(), voucher="示例 2")).status_code == 303  # fmt: skip
    await sign_in_as(client, story.operator.finance)
    assert (
        await client.get(f"/operator/money/charges/{charge.public_id}/receipt")
    ).status_code == 404


async def test_a_payout_needs_two_people_and_the_banks_voucher(
    database: str, client: Client
) -> None:
    """Union asks for the invoice, the centre issues it, the operator settles, the centre pays out."""
    place, union = await make_place(), await make_union()
    both = await collecting(operator=place.operator, since_days=100, commission=100)
    centre = both.centre
    story = await reconciled(place=place, union=union)
    charge = await Charge.get(stay_id=story.number)
    await sign_in_as(client, union.finance)
    here = f"/union/invoices/charges/{charge.public_id}"
    await client.submit(
        here,
        f"{here}/request",
        title="示例家属",
        part="family",
        tax_number="",
        item="住宿",
        amount="",
        note="",
    )
    await sign_in_as(client, centre.cashier)
    assert "1 invoice is asked for" in (await client.get("/en/centre")).text
    (request,) = (await money.invoices_of(story.number))[0].open_requests
    await money.turn_down_request(request.id, why="示例", by=centre.cashier)
    await settled(story, centre.cashier)
    assert "can be paid out" in (await client.get("/en/centre")).text
    assert (await client.submit("/centre/payouts", "/centre/payouts/prepared")).status_code == 303
    batch, payout = await PayoutBatch.get(), await Payout.get()
    page = f"/centre/payouts/{batch.public_id}"
    assert (await client.post(f"{page}/approval")).status_code == 403
    assert (await client.get(f"{page}/file")).status_code == 409
    await sign_in_as(client, centre.finance)
    assert "waits for a second person" in (await client.get("/en/centre")).text
    assert (await client.submit(page, f"{page}/approval")).status_code == 303
    assert (await client.get(f"{page}/file")).content.startswith(b"PK")
    one = f"{page}/{payout.public_id}"
    paid = {"paid_on": clock.today().isoformat(), "voucher": ""}
    assert (await client.submit(one, **paid)).status_code == 422
    assert (await client.submit(one, **{**paid, "voucher": "示例 9"})).status_code == 303
    assert (await client.submit(page, f"{one}/drop", why="x")).status_code == 409
    assert (await client.get("/centre/payouts.xlsx")).content.startswith(b"PK")
    await sign_in_as(client, place.operator.finance)
    assert story.reference in (await client.get("/operator/payouts")).text
    assert (await client.get("/operator/payouts.xlsx")).content.startswith(b"PK")


async def test_an_account_that_changed_stops_the_file_and_the_payout_is_dropped(
    database: str, client: Client
) -> None:
    place = await make_place()
    both = await collecting(operator=place.operator, since_days=100)
    await settled(await reconciled(place=place), both.centre.finance)
    batch = await money.prepare_payouts(by=both.centre.cashier)
    await money.approve_payouts(batch, by=both.centre.finance)
    await enter_account(place.operator.finance, "6217000099990001")
    await sign_in_as(client, both.centre.cashier)
    page = f"/en/centre/payouts/{batch}"
    stopped = await client.get(f"{page}/file")
    assert stopped.status_code == 409
    assert "changed since" in stopped.text
    one = f"{page}/{(await Payout.get()).public_id}"
    assert (await client.submit(one, f"{one}/drop", why="")).status_code == 422
    assert (await client.submit(one, f"{one}/drop", why="示例：账户变更")).status_code == 303
    assert "younger than 72 hours" in (await client.get("/en/centre/payouts")).text


async def test_a_desk_without_anything_says_so(database: str, client: Client) -> None:
    centre = await make_centre()
    await sign_in_as(client, centre.cashier)
    for path in (
        "/centre",
        "/centre/money",
        "/centre/payouts",
        "/centre/invoices",
        "/centre/collections",
    ):
        assert (await client.get(path)).status_code == 200
