"""A stay goes its whole way through the verbs, and everything adds up after each step."""

from booking import money, stays
from booking.insights.invariants import recount
from booking.stays.models import Stay, StayEvent
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.packages import Heads
from tests.factories import stays as made
from tests.factories.invoices import invoiced


async def test_a_group_is_held_confirmed_counted_accounted_and_settled(database: str) -> None:
    story = await made.accounted(came=Heads(30, 2, 2))
    assert await recount() == []

    account = await money.account_of(story.number)
    await stays.accept_account(story.id, by=story.union.organiser)
    with_fee = account.charges[0]
    await money.record_receipt(
        with_fee.id, amount=account.owed, received_on=clock.today(), voucher="示例 1",
        by=story.operator.finance,
    )  # fmt: skip
    await invoiced(story)
    await stays.settle(story.id, by=story.operator.finance)

    row = await Stay.get(public_id=story.id)
    acts = await StayEvent.filter(stay_id=row.id).order_by("id").values_list("act", flat=True)
    assert row.state == "settled"
    assert account.charged == Money(34 * 4 * 476_00)
    assert [act for act in acts if act != "counted"] == [
        "held", "submitted", "accepted", "confirmed", "arrived", "departed", "account_presented",
        "reconciled", "settled",
    ]  # fmt: skip
