"""A month of one union is settled in one act: what is ready is closed, the rest stays and says why."""

from types import SimpleNamespace

import pytest

from booking import money, stays
from booking.stays.refusals import NothingToSettle
from sites.foundation import clock
from tests.clients import Client
from tests.factories.invoices import invoiced
from tests.factories.people import make_union, sign_in_as
from tests.factories.places import make_place
from tests.factories.stays import reconciled, state_of


async def paid(story: SimpleNamespace) -> None:
    for charge in (await money.account_of(story.number)).charges:
        await money.record_receipt(
            charge.id, amount=charge.standing.owed, received_on=clock.today(), voucher="示例 1",
            by=story.operator.finance,
        )  # fmt: skip
    await invoiced(story)


async def test_a_month_is_settled_in_one_act_and_what_is_not_ready_stays(
    database: str, client: Client
) -> None:
    union, place = await make_union(), await make_place()
    ready, owing = [await reconciled(union=union, place=place) for _ in range(2)]
    await paid(ready)
    await sign_in_as(client, union.finance)
    seen = (await client.get("/en/union/settlements")).text
    assert ready.reference in seen
    assert "invoices over" in seen
    await sign_in_as(client, place.operator.finance)
    page = (await client.get("/en/operator/settlements")).text
    assert "Settle 1 group" in page
    assert (await client.submit("/operator/settlements")).status_code == 303
    assert (await state_of(ready), await state_of(owing)) == ("settled", "reconciled")
    assert ready.reference not in (await client.get("/operator/settlements")).text
    assert (await client.get("/operator/settlements.xlsx")).content.startswith(b"PK")


async def test_nothing_of_strangers_and_nothing_unready_is_settled(database: str) -> None:
    story, other = await reconciled(), await reconciled()
    await paid(other)
    for chosen in ([story.id], [other.id], []):
        with pytest.raises(NothingToSettle):
            await stays.settle_together(chosen, by=story.operator.finance)
    assert await state_of(other) == "reconciled"
