"""A refund is recorded as paid once, by the payee's finance person, with its voucher."""

import asyncio
from datetime import timedelta

import pytest

from booking.money import account_of, is_square, record_receipt, record_refund_paid
from booking.money.ledger import Kind, balance
from booking.money.models import RefundOrder
from booking.money.refusals import (
    DayInFuture,
    RefundPaid,
    RefundUnknown,
    RefundWithdrawn,
    VoucherMissing,
)
from booking.people import NotGranted
from sites.foundation import clock, idempotency
from sites.foundation.actor import SYSTEM
from sites.foundation.amounts import Money
from tests.booking.money.making import charged, correct_charge
from tests.factories.people import make_operator


async def overpaid():
    case = await charged(500_000)
    await record_receipt(
        case.charges[0], amount=Money(520_000), received_on=clock.today(), voucher="V1",
        by=case.finance,
    )  # fmt: skip
    case.order = (await RefundOrder.get()).public_id
    return case


async def pay(case, *, by=None, voucher="R1", paid_on=None, key=None):
    await record_refund_paid(
        case.order,
        paid_on=paid_on or clock.today(),
        voucher=voucher,
        by=by or case.finance,
        key=key,
    )


async def test_a_paid_refund_leaves_the_account_square(database):
    case = await overpaid()
    assert not await is_square(case.stay)
    await pay(case)

    now = await account_of(case.stay)
    assert (now.refunded, now.refund_due, now.owed) == (Money(20_000), Money(0), Money(0))
    assert (now.refunds[0].voucher, now.refunds[0].paid_on) == ("R1", clock.today())
    assert await balance(case.payee, Kind.BANK) == Money(500_000)
    assert await is_square(case.stay)


async def test_a_refund_is_paid_once(database):
    case = await overpaid()
    await pay(case)
    with pytest.raises(RefundPaid):
        await pay(case, voucher="R2")
    assert await balance(case.payee, Kind.BANK) == Money(500_000)


async def test_of_two_people_who_record_it_at_once_one_does(database):
    case = await overpaid()
    done = await asyncio.gather(
        *(pay(case, voucher=f"R{n}") for n in range(4)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in done) == ["NoneType", *["RefundPaid"] * 3]


async def test_a_request_sent_twice_pays_once(database):
    case = await overpaid()
    key = idempotency.key_for("k", method="POST", path="/x", body={}, user_id=1)
    await pay(case, key=key)
    await pay(case, key=key)
    assert await balance(case.payee, Kind.BANK) == Money(500_000)


async def test_only_the_payee_s_finance_records_it(database):
    case = await overpaid()
    with pytest.raises(NotGranted):
        await pay(case, by=case.operator.sales)
    with pytest.raises(RefundUnknown):
        await pay(case, by=(await make_operator()).finance)


async def test_it_needs_a_voucher_and_a_day_that_has_come(database):
    case = await overpaid()
    with pytest.raises(VoucherMissing):
        await pay(case, voucher="")
    with pytest.raises(DayInFuture):
        await pay(case, paid_on=clock.today() + timedelta(days=1))


async def test_an_order_that_is_no_longer_due_is_not_paid(database):
    case = await overpaid()
    await correct_charge(case.stay, to=Money(520_000), by=SYSTEM)
    with pytest.raises(RefundWithdrawn):
        await pay(case)
    assert await is_square(case.stay)


async def test_what_was_paid_back_is_owed_again_when_the_charge_rises(database):
    case = await overpaid()
    await pay(case)
    await correct_charge(case.stay, to=Money(530_000), by=SYSTEM)

    now = await account_of(case.stay)
    assert (now.owed, now.refund_due) == (Money(30_000), Money(0))
