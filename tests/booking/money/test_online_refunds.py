"""What came online goes back online, once, and never more than came; what comes back is paid by hand."""

from datetime import timedelta

import pytest

from booking import money
from booking.money import online
from booking.money.models import RefundOrder
from booking.money.online_models import OnlineDifference, OnlineRefund
from booking.money.provider_facts import ProviderAway
from booking.money.refusals import ReceiptCameOnline, RefundGoesOnline
from sites.foundation import clock
from sites.foundation.amounts import Money
from tests.booking.money.making import correct_charge
from tests.booking.money.online_making import (
    begin,
    give_up_group,
    only_refund,
    orders,
    owed,
    paid,
    payable,
    send_refunds,
    told,
)


async def cancelled(method: str = "card"):  # type: ignore[no-untyped-def]
    """Paid online, and cancelled before the operator answered: everything is ordered back."""
    case = await payable()
    case.payment = await paid(case, method)
    await give_up_group(case)
    return case


async def test_a_refund_goes_back_by_the_way_it_came_and_counts_as_paid_once_handed_over(
    database: str,
) -> None:
    case = await cancelled()
    assert await orders(case) == [(case.payment.minor, "online", False)]

    assert await send_refunds(case) == ["succeeded"]
    assert await orders(case) == [(case.payment.minor, "online", True)]
    assert [one["amount"] for one in case.provider.refunds()] == [case.payment.minor]


async def test_a_refund_sent_twice_goes_once(database: str) -> None:
    case = await cancelled()
    going = await only_refund()
    for _ in range(3):
        await online.send_refund(going.id, at=case.at)
    assert len(case.provider.refunds()) == 1


@pytest.mark.parametrize("way", ["lost", "after", "before", "busy"])
async def test_a_lost_answer_is_looked_for_before_anything_is_asked_again(
    database: str, way: str
) -> None:
    case = await cancelled()
    case.provider.faults.plan.append(("/v1/refunds", way))
    going = await only_refund()
    with pytest.raises(ProviderAway):
        await online.send_refund(going.id, at=case.at)
    if way in {"before", "busy"}:
        with pytest.raises(ProviderAway):
            await online.send_refund(going.id, at=case.at)
    with clock.moved_to(clock.now() + timedelta(minutes=3)):
        assert await online.refunds_to_ask_about() == [going.id]
        assert await online.look_at_refund(going.id, at=case.at) == "succeeded"
    assert len(case.provider.refunds()) == 1


async def test_a_refund_under_way_that_comes_back_is_open_again_for_a_transfer(
    database: str,
) -> None:
    case = await cancelled("alipay")
    assert await send_refunds(case) == ["pending"]
    case.provider.fail_refund((await only_refund()).refund_id)
    await told(case)

    assert await orders(case) == [(case.payment.minor, "transfer", False)]
    assert await OnlineDifference.filter(kind="refund_failed").count() == 1


async def test_a_refund_that_had_succeeded_may_still_fail_and_never_rises_again(
    database: str,
) -> None:
    case = await cancelled()
    await send_refunds(case)
    refund = (await only_refund()).refund_id
    case.provider.fail_refund(refund)
    await told(case)
    await told(case)
    assert (await only_refund()).state == "failed"
    assert await orders(case) == [(case.payment.minor, "transfer", False)]


async def test_a_refund_that_the_provider_refuses_is_paid_by_transfer(database: str) -> None:
    case = await cancelled()
    case.provider.dispute(case.payment.intent_id)
    assert await send_refunds(case) == ["failed"]
    assert await orders(case) == [(case.payment.minor, "transfer", False)]


async def test_only_what_came_online_goes_back_online(database: str) -> None:
    case = await payable()
    payment = await paid(case)
    await money.record_receipt(
        case.charge.public_id, amount=Money(700), received_on=clock.today(), voucher="B1",
        by=case.story.operator.finance,
    )  # fmt: skip
    await correct_charge(case.story.number, to=Money(payment.minor // 2), by=case.by)
    await give_up_group(case)

    back = await orders(case)
    assert sum(minor for minor, way, _ in back if way == "online") == payment.minor
    assert sum(minor for minor, way, _ in back if way == "transfer") == 700


async def test_an_order_that_is_withdrawn_before_it_is_handed_over_is_never_sent(
    database: str,
) -> None:
    case = await payable()
    payment = await paid(case)
    await correct_charge(case.story.number, to=Money(payment.minor - 500), by=case.by)
    await correct_charge(case.story.number, to=Money(payment.minor), by=case.by)

    assert await send_refunds(case) == ["ordered"]
    assert (case.provider.refunds(), await orders(case)) == ([], [])


async def test_what_was_handed_over_stays_paid_back_when_the_charge_rises_again(
    database: str,
) -> None:
    case = await payable()
    payment = await paid(case)
    await correct_charge(case.story.number, to=Money(payment.minor - 500), by=case.by)
    await send_refunds(case)
    await correct_charge(case.story.number, to=Money(payment.minor), by=case.by)

    assert await owed(case) == 500
    assert await begin(case)


async def test_nobody_pays_an_online_refund_by_hand_or_withdraws_an_online_receipt(
    database: str,
) -> None:
    case = await payable()
    payment = await paid(case)
    account = await money.account_of(case.story.number)
    with pytest.raises(ReceiptCameOnline):
        await money.withdraw_receipt(
            account.receipts[0].id, why="示例", by=case.story.operator.finance
        )
    await correct_charge(case.story.number, to=Money(payment.minor - 500), by=case.by)
    order = await RefundOrder.get(charge_id=case.charge.id)
    with pytest.raises(RefundGoesOnline):
        await money.record_refund_paid(
            order.public_id, paid_on=clock.today(), voucher="R1", by=case.story.operator.finance
        )


async def test_a_refund_made_in_the_providers_own_pages_is_on_the_list(database: str) -> None:
    from scheduler.double import refunds

    case = await payable()
    payment = await paid(case)
    refunds.create(case.provider.store, {"payment_intent": payment.intent_id, "amount": "300"})
    await told(case)
    found = await OnlineDifference.get(kind="foreign_refund")
    assert found.theirs_minor == 300
    assert await OnlineRefund.all().count() == 0


async def test_what_nobody_could_hand_over_for_a_day_is_paid_by_hand_after_all(
    database: str,
) -> None:
    case = await cancelled()
    order = await RefundOrder.get(charge_id=case.charge.id)
    with clock.moved_to(clock.now() + timedelta(days=1, minutes=1)):
        await money.record_refund_paid(
            order.public_id, paid_on=clock.today(), voucher="R1", by=case.story.operator.finance
        )
        assert await send_refunds(case) == ["failed"]
    assert (case.provider.refunds(), await orders(case)) == (
        [],
        [(case.payment.minor, "transfer", True)],
    )
