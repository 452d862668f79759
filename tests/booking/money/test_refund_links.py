"""Where a payee has one person for money, the finance person of whoever gets a refund confirms it by a signed link."""

from datetime import timedelta

import pytest

from booking import money, notices
from booking.money import LinkClosed, link_to
from booking.money.bank_models import BatchItem
from booking.money.models import RefundOrder
from booking.money.refund_batches import BatchSettled, BatchUnknown
from booking.notices.models import Letter, Notice
from booking.people.models import Membership
from sites.foundation import clock
from sites.foundation.amounts import Money
from tests.booking.money.statements.making import enter, payee
from tests.clients import Client


async def to_confirm():
    case = await payee(500_000)
    with clock.moved_to(clock.now() - timedelta(days=4)):
        await enter(case.union.finance, number="33010000111122")
    await money.record_receipt(
        case.charges[0], amount=Money(600_000), received_on=clock.today(), voucher="V", by=case.finance
    )  # fmt: skip
    alone = Membership.filter(user_id=case.operator.administrator.user_id)
    await alone.update(ended_at=clock.now())
    order = await RefundOrder.get(charge__public_id=case.charges[0])
    case.batch = await money.prepare_batch([order.public_id], by=case.finance)
    case.item = await BatchItem.get()
    return case


async def test_the_letter_leads_to_a_page_that_asks_for_no_session(
    database: str, client: Client
) -> None:
    case = await to_confirm()
    await notices.tell_refund_to_confirm(case.item.id)
    letter = await Letter.filter(source=f"refund_item:{case.item.id}").first()
    assert letter
    path = next(part for part in letter.text.split() if "/refund-confirmation/" in part)
    path = "/refund-confirmation/" + path.split("/refund-confirmation/")[1]
    assert "33010000111122" not in letter.text + letter.html
    notice = await Notice.filter(topic="refund_to_confirm").first()
    assert notice.path == f"/union/refunds/{case.item.public_id}"  # who is signed in needs no link
    assert "33010000111122" in (await client.get(path)).text
    assert (await client.submit(path)).status_code == 303
    assert (await BatchItem.get()).confirmed_by_id in {
        case.union.finance.user_id, case.union.organiser.user_id, case.union.administrator.user_id
    }  # fmt: skip
    assert (await money.refund_batch_of(case.batch, by=case.finance)).approved_at
    assert "/refund-confirmation/" in (await client.get(path)).request.url.path
    with pytest.raises(BatchSettled):
        await money.confirm_by_link(path.rsplit("/", 1)[1])


async def test_a_link_is_one_persons_and_seven_days_old_at_most(database: str) -> None:
    case = await to_confirm()
    item, finance = case.item.public_id, case.union.finance
    link = link_to(item, finance.user_id)
    assert (await money.refund_behind(link))[0].id == item
    with clock.moved_to(clock.now() + timedelta(days=7)):
        await money.refund_behind(link)
    with clock.moved_to(clock.now() + timedelta(days=8)), pytest.raises(LinkClosed):
        await money.refund_behind(link)
    for stranger in (case.union.viewer, case.finance):  # may not pay, or is of another house
        with pytest.raises(LinkClosed):
            await money.refund_behind(link_to(item, stranger.user_id))
    await Membership.filter(user_id=finance.user_id).update(ended_at=clock.now())
    with pytest.raises(LinkClosed):
        await money.confirm_by_link(link)


async def test_nothing_of_a_link_can_be_changed(database: str) -> None:
    case = await to_confirm()
    item, user, last, mark = link_to(case.item.public_id, case.union.finance.user_id).split(".")
    later = f"{int(last) + 1}"
    wrong = (
        f"{item}.{user}.{later}.{mark}", f"{item}.{case.union.organiser.user_id}.{last}.{mark}",
        f"{item}.{user}.{last}.{mark[:-1]}", f"{item}.{user}.{last}", f"{'0' * 32}.{user}.{last}.{mark}",
        f"{item}.{user}.99999999.{mark}", f"{item}.{user}.{last}.示例", "", "...", "x",
    )  # fmt: skip
    for link in wrong:
        with pytest.raises((LinkClosed, BatchUnknown)):
            await money.confirm_by_link(link)
    assert (await BatchItem.get()).confirmed_at is None
