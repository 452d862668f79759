"""Refunds for the bank take two people, or the union that gets the money; nothing goes to a new account."""

from datetime import timedelta

import pytest

from booking.money import (
    approve_batch,
    breaches,
    confirm_refund_account,
    prepare_batch,
    record_receipt,
    record_refund_paid,
    record_return_paid,
    refund_batch_of,
    refund_batches,
    refund_batches_of,
    refunds_to_batch,
    return_line,
    undo_share,
    withdraw_batch,
)
from booking.money.bank_models import BankLine, BatchItem, LineShare
from booking.money.ledger import Kind, balance
from booking.money.models import RefundOrder
from booking.money.refund_batches import BatchOutOfDate, BatchSettled, BatchUnknown, InBatchAlready
from booking.money.refund_destinations import AccountTooNew, NoAccountForRefund
from booking.money.refusals import RefundPaid, RefundUnknown
from booking.money.statements.refusals import LeftTheBank, NothingChosen, SamePerson
from booking.notices import tell_refund_to_confirm
from booking.notices.models import Notice
from booking.people import NotGranted
from booking.people.models import Membership
from sites.foundation import clock
from sites.foundation.amounts import Money
from tests.booking.money.statements.files import row
from tests.booking.money.statements.making import enter, imported, payee, paying
from tests.factories.people import make_operator


async def overpaid(*, union_account: bool = True):
    """A charge with 1,000 yuan too much; `.order` is the refund's public id."""
    case = await payee(500_000)
    if union_account:
        with clock.moved_to(clock.now() - timedelta(days=4)):
            await enter(case.union.finance, number="33010000111122")
    await record_receipt(case.charges[0], amount=Money(600_000), received_on=clock.today(), voucher="V", by=case.finance)  # fmt: skip
    case.order = (await RefundOrder.get()).public_id
    return case


async def test_there_is_a_batch_once_somebody_else_has_agreed(database):
    case = await overpaid()
    assert [one.id for one in await refunds_to_batch(case.payee)] == [case.order]
    made = await prepare_batch([case.order], by=case.finance)
    assert await refunds_to_batch(case.payee) == ()
    with pytest.raises(SamePerson):
        await approve_batch(made, by=case.finance)
    with pytest.raises(NotGranted):
        await approve_batch(made, by=case.operator.sales)
    with pytest.raises(BatchUnknown):
        await approve_batch(made, by=(await make_operator()).administrator)
    await approve_batch(made, by=case.operator.administrator)

    batch = await refund_batch_of(made, by=case.finance)
    (item,) = batch.items
    assert (batch.second, item.number, item.amount) == (case.operator.administrator.name, "33010000111122", Money(100_000))  # fmt: skip
    with pytest.raises(BatchSettled):
        await approve_batch(made, by=case.operator.administrator)
    with pytest.raises(BatchSettled):
        await withdraw_batch(made, by=case.finance)


async def test_without_asking_who_put_it_together_one_person_would_do_both(database, monkeypatch):
    """The control of the test above; the table's own rule refuses it too."""
    from tortoise.exceptions import IntegrityError

    case = await overpaid()
    made = await prepare_batch([case.order], by=case.finance)
    monkeypatch.setattr(refund_batches, "SamePerson", ZeroDivisionError)
    with pytest.raises(ZeroDivisionError):
        await approve_batch(made, by=case.finance)
    with pytest.raises(IntegrityError):
        await refund_batches.RefundBatch.all().update(second_user_id=case.finance.user_id)


async def test_a_refund_stands_in_one_batch_and_is_free_when_that_is_taken_back(database):
    case = await overpaid()
    made = await prepare_batch([case.order, case.order], by=case.finance)
    assert await BatchItem.all().count() == 1
    with pytest.raises(InBatchAlready):
        await prepare_batch([case.order], by=case.finance)
    await withdraw_batch(made, by=case.finance)
    assert await refund_batches_of(case.payee) == ()
    assert await prepare_batch([case.order], by=case.finance)


async def test_what_was_paid_meanwhile_is_not_agreed_to(database):
    case = await overpaid()
    made = await prepare_batch([case.order], by=case.finance)
    await record_refund_paid(case.order, paid_on=clock.today(), voucher="R", by=case.finance)
    with pytest.raises(BatchOutOfDate):
        await approve_batch(made, by=case.operator.administrator)
    await withdraw_batch(made, by=case.finance)
    with pytest.raises(RefundUnknown):
        await prepare_batch([case.order], by=case.finance)


async def test_nothing_goes_to_an_account_of_less_than_72_hours_or_to_none(database):
    case = await overpaid(union_account=False)
    with pytest.raises(NoAccountForRefund):
        await prepare_batch([case.order], by=case.finance)
    await enter(case.union.finance, number="33010000111122")
    with pytest.raises(AccountTooNew):
        await prepare_batch([case.order], by=case.finance)
    with clock.moved_to(clock.now() + timedelta(hours=72)):
        assert await prepare_batch([case.order], by=case.finance)


async def test_without_an_account_on_file_money_goes_back_to_where_it_came_from(database):
    case = await payee(500_000)
    await imported(case, paying(case, "5000.00"))
    await record_receipt(case.charges[0], amount=Money(100), received_on=clock.today(), voucher="V", by=case.finance)  # fmt: skip
    made = await prepare_batch([(await RefundOrder.get()).public_id], by=case.finance)
    (item,) = (await refund_batch_of(made, by=case.finance)).items
    assert (item.holder, item.number) == (case.union.name, "3301000011112222")


async def test_what_is_owed_back_of_a_line_goes_to_its_payer_and_is_recorded_once(database):
    case = await payee(500_000)
    await imported(case, row("80.00", "转错了", payer="王某"), row("90.00", "无账号"))
    wrong, bare = await BankLine.all().order_by("id")
    for line in (wrong, bare):
        await return_line(line.public_id, why="退回", by=case.finance)
    share, other = await LineShare.all().order_by("id")
    with pytest.raises(NoAccountForRefund):
        await prepare_batch([other.public_id], by=case.finance)
    made = await prepare_batch([share.public_id], by=case.finance)
    assert (await refund_batch_of(made, by=case.finance)).items[0].holder == "王某"
    with pytest.raises(LeftTheBank):
        await undo_share(share.public_id, why="x", by=case.finance)
    await record_return_paid(share.public_id, paid_on=clock.today(), voucher="R1", by=case.finance)
    assert await balance(case.payee, Kind.BANK) == Money(9_000)
    with pytest.raises(RefundPaid):
        await record_return_paid(share.public_id, paid_on=clock.today(), voucher="R1", by=case.finance)  # fmt: skip
    assert await breaches() == []


async def test_where_nobody_else_may_agree_the_union_that_gets_it_confirms(database):
    case = await overpaid()
    alone = Membership.filter(user_id=case.operator.administrator.user_id)
    await alone.update(ended_at=clock.now())
    made = await prepare_batch([case.order], by=case.finance)
    item = await BatchItem.get()
    await tell_refund_to_confirm(item.id)
    told = await Notice.filter(topic="refund_to_confirm").values_list("user_id", flat=True)
    assert case.union.finance.user_id in told
    with pytest.raises(BatchUnknown):
        await confirm_refund_account(item.public_id, by=(await payee(100)).union.finance)
    with pytest.raises(NotGranted):
        await confirm_refund_account(item.public_id, by=case.union.viewer)
    await confirm_refund_account(item.public_id, by=case.union.finance)
    batch = await refund_batch_of(made, by=case.finance)
    assert (batch.approved_at is not None, batch.second) == (True, "")
    with pytest.raises(BatchSettled):
        await confirm_refund_account(item.public_id, by=case.union.finance)


async def test_a_batch_holds_something_and_only_own_refunds(database):
    case, other = await overpaid(), await payee(100)
    with pytest.raises(NothingChosen):
        await prepare_batch([], by=case.finance)
    for paper in (case.order, "0" * 32, "x"):
        with pytest.raises(RefundUnknown):
            await prepare_batch([paper], by=other.finance)
    with pytest.raises(NotGranted):
        await prepare_batch([case.order], by=case.operator.administrator)
