"""Who records what arrived, what is refused, and that no fen is lost when it is too much."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from booking.money import (
    account_of,
    breaches,
    receipts,
    receiving,
    record_receipt,
    record_refund_paid,
    withdraw_receipt,
)
from booking.money.models import Charge, Receipt, RefundOrder
from booking.money.refusals import (
    AlreadyRecorded,
    AlreadyWithdrawn,
    AmountOutOfRange,
    ChargeUnknown,
    DayInFuture,
    OtherCurrency,
    PaidBackAlready,
    ReceiptUnknown,
    VoucherMissing,
)
from booking.people import NotGranted
from sites.foundation import clock, idempotency
from sites.foundation.amounts import Money
from sites.foundation.outbox import OutboxRow
from tests.booking.money.making import charged, order_full_refund
from tests.factories.people import make_operator


async def record(case, minor: int = 100_000, *, by=None, **changes):
    given = {
        "amount": Money(minor), "received_on": clock.today(), "voucher": "V1",
        "by": by or case.finance, **changes,
    }  # fmt: skip
    return await record_receipt(case.charges[0], **given)


async def test_a_receipt_lowers_what_is_owed(database):
    case = await charged(500_000)
    await record(case, 120_000)

    now = await account_of(case.stay)
    assert (now.received, now.owed, now.refund_due) == (Money(120_000), Money(380_000), Money(0))
    assert (now.receipts[0].voucher, now.receipts[0].received_on) == ("V1", clock.today())
    assert await OutboxRow.filter(topic="money.received").count() == 1


async def test_what_is_paid_beyond_the_charge_is_ordered_back(database):
    case = await charged(500_000)
    await record(case, 520_000)

    order = await RefundOrder.get()
    assert (order.minor, order.why) == (20_000, "overpaid")
    assert (await account_of(case.stay)).refund_due == Money(20_000)


async def test_money_that_comes_after_the_stay_was_given_up_is_ordered_back_whole(database):
    case = await charged(500_000)
    await order_full_refund(case.stay, why="expired", by=case.finance)
    await record(case, 500_000)

    now = await account_of(case.stay)
    assert (now.owed, now.refund_due) == (Money(0), Money(500_000))


async def test_only_the_payee_s_finance_records(database):
    case = await charged(500_000)
    for person in (case.operator.sales, case.operator.steward, case.union.finance):
        with pytest.raises(NotGranted):
            await record(case, by=person)
    with pytest.raises(ChargeUnknown):
        await record(case, by=(await make_operator()).finance)
    assert await Receipt.all().count() == 0


async def test_a_charge_that_is_not_there_answers_like_one_of_somebody_else(database):
    case = await charged(500_000)
    with pytest.raises(ChargeUnknown):
        await record_receipt(
            "0" * 32, amount=Money(1), received_on=clock.today(), voucher="V", by=case.finance
        )


@pytest.mark.parametrize(
    ("refusal", "field", "changes"),
    [
        (AmountOutOfRange, "amount", {"amount": Money(0)}),
        (AmountOutOfRange, "amount", {"amount": Money(-1)}),
        (AmountOutOfRange, "amount", {"amount": Money(1_000_000_001)}),
        (OtherCurrency, "amount", {"amount": Money(1, "USD")}),
        (VoucherMissing, "voucher", {"voucher": "  "}),
    ],
)
async def test_what_cannot_be_a_receipt_is_refused_at_its_field(database, refusal, field, changes):
    case = await charged(500_000)
    with pytest.raises(refusal) as no:
        await record(case, **changes)
    assert no.value.field == field


async def test_a_day_is_today_in_shanghai_at_the_latest(database):
    case = await charged(500_000)
    with pytest.raises(DayInFuture) as no:
        await record(case, received_on=clock.today() + timedelta(days=1))
    assert no.value.field == "received_on"


async def test_a_voucher_counts_once_for_a_charge_however_it_is_spaced(database):
    case = await charged(500_000)
    await record(case, voucher="2027 0518 77")
    with pytest.raises(AlreadyRecorded) as no:
        await record(case, 999, voucher=" 2027051877 ")

    assert no.value.params["amount"] == Money(100_000)
    assert (await account_of(case.stay)).received == Money(100_000)


async def test_one_transfer_may_pay_two_charges(database):
    case = await charged(500_000, 300_000)
    for charge in case.charges:
        await record_receipt(
            charge, amount=Money(100), received_on=clock.today(), voucher="V1", by=case.finance
        )
    assert (await account_of(case.stay)).received == Money(200)


async def test_a_request_sent_twice_records_once(database):
    case = await charged(500_000)
    key = idempotency.key_for("k", method="POST", path="/x", body={}, user_id=1)

    first = await record(case, key=key)
    assert await record(case, key=key) == first
    assert await Receipt.all().count() == 1


async def test_a_refused_request_leaves_its_key_free(database):
    case = await charged(500_000)
    key = idempotency.key_for("k", method="POST", path="/x", body={}, user_id=1)
    with pytest.raises(VoucherMissing):
        await record(case, key=key, voucher="")
    assert await record(case, key=key)


async def test_receipts_at_the_same_time_are_applied_one_after_the_other(database):
    case = await charged(500_000)
    await asyncio.gather(*(record(case, 80_000, voucher=f"V{n}") for n in range(10)))

    now = await account_of(case.stay)
    assert (now.received, now.owed, now.refund_due) == (Money(800_000), Money(0), Money(300_000))


@pytest.mark.breaks_invariants("money")
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_without_the_lock_two_receipts_at_once_lose_an_overpayment(database, monkeypatch):
    """The control of the test above: neither sees the other, because neither has committed."""
    case = await charged(100_000)
    await record(case, 1, voucher="V")  # so that the accounts exist, and nobody waits for them
    both, even_out = asyncio.Barrier(2), receiving.even_out

    async def even_out_and_meet(*args, **kwargs):
        await even_out(*args, **kwargs)
        await both.wait()

    async def unlocked(charge_id):
        return await Charge.get(id=charge_id)

    monkeypatch.setattr(receiving, "even_out", even_out_and_meet)
    monkeypatch.setattr(receipts, "locked", unlocked)
    await asyncio.gather(*(record(case, 80_000, voucher=f"V{n}") for n in range(2)))

    assert await RefundOrder.all().count() == 0
    assert any("60001 due back, 0 ordered" in line for line in await breaches())


async def test_a_receipt_recorded_by_mistake_is_withdrawn_and_its_voucher_is_free(database):
    case = await charged(500_000)
    wrong = await record(case, 5_000_000)
    await withdraw_receipt(wrong, why="多输了一个零", by=case.finance)

    now = await account_of(case.stay)
    assert (now.received, now.owed, now.refund_due) == (Money(0), Money(500_000), Money(0))
    assert (now.receipts[0].is_withdrawn, now.receipts[0].note) == (True, "多输了一个零")
    await record(case, 500_000)
    assert (await account_of(case.stay)).is_square


async def test_a_receipt_is_withdrawn_once_and_by_its_payee_alone(database):
    case = await charged(500_000)
    wrong = await record(case)
    with pytest.raises(ReceiptUnknown):
        await withdraw_receipt(wrong, why="x", by=(await make_operator()).finance)
    with pytest.raises(NotGranted):
        await withdraw_receipt(wrong, why="x", by=replace(case.finance, grants=frozenset()))
    await withdraw_receipt(wrong, why="x", by=case.finance)
    with pytest.raises(AlreadyWithdrawn):
        await withdraw_receipt(wrong, why="x", by=case.finance)


async def test_refunds_never_exceed_payments_so_a_refunded_receipt_stays(database):
    case = await charged(500_000)
    paid = await record(case, 520_000)
    order = await RefundOrder.get()
    await record_refund_paid(order.public_id, paid_on=clock.today(), voucher="R1", by=case.finance)
    with pytest.raises(PaidBackAlready):
        await withdraw_receipt(paid, why="x", by=case.finance)
