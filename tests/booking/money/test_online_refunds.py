"""What came online goes back online, once, and never more than came; what comes back is paid by hand."""

from datetime import timedelta

import pytest

from booking import money
from booking.money import online
from booking.money.models import RefundOrder
from booking.money.online.refusals import (
    DifferenceSettled,
    DifferenceUnknown,
    ForeignRefundStands,
    MoreThanCame,
    OnlinePaymentOff,
    RefundNotThere,
)
from booking.money.online_models import OnlineDifference, OnlineRefund
from booking.money.provider_facts import ProviderAway
from booking.money.refusals import ReceiptCameOnline, RefundGoesOnline
from booking.people import NotGranted
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
from tests.factories.people import make_operator


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


async def sent_back_elsewhere(case, minor: int) -> str:  # type: ignore[no-untyped-def]
    """Somebody pays so much back in the provider's own pages; the entry of the list."""
    from scheduler.double import refunds

    refunds.create(
        case.provider.store, {"payment_intent": case.payment.intent_id, "amount": str(minor)}
    )
    await told(case)
    return str((await OnlineDifference.get(kind="foreign_refund")).public_id)


async def test_a_refund_made_elsewhere_is_owed_anew_once_it_is_on_record(database: str) -> None:
    case = await payable()
    case.payment = await paid(case)
    entry, finance = await sent_back_elsewhere(case, 300), case.story.operator.finance
    with pytest.raises(NotGranted):
        await online.record_foreign_refund(entry, at=case.at, by=case.story.operator.sales)
    with pytest.raises(DifferenceUnknown):
        await online.record_foreign_refund(entry, at=case.at, by=(await make_operator()).finance)
    with pytest.raises(OnlinePaymentOff):
        await online.record_foreign_refund(entry, at=None, by=finance)
    await online.record_foreign_refund(entry, at=case.at, by=finance)
    assert (await owed(case), await orders(case)) == (300, [(300, "online", True)])
    with pytest.raises(DifferenceSettled):
        await online.record_foreign_refund(entry, at=case.at, by=finance)
    # What it says of the refund later finds the row; and no more goes back online than is left.
    await told(case, case.provider.events())
    await give_up_group(case)
    assert await orders(case) == [
        (300, "online", True),
        (case.payment.minor - 300, "online", False),
    ]
    assert await send_refunds(case) == ["succeeded"]
    assert await money.breaches() == []


async def test_a_refund_made_elsewhere_takes_the_place_of_what_was_due(database: str) -> None:
    case = await cancelled()
    entry = await sent_back_elsewhere(case, 300)
    await online.record_foreign_refund(entry, at=case.at, by=case.story.operator.finance)
    assert sorted(await orders(case)) == [(300, "online", True), (case.payment.minor - 300, "online", False)]  # fmt: skip
    assert set(await send_refunds(case)) <= {"succeeded", "ordered"}
    assert sum(one["amount"] for one in case.provider.refunds()) == case.payment.minor
    assert await money.breaches() == []


async def test_without_a_record_the_charge_would_say_more_than_lies_there(database: str) -> None:
    """The control of the tests above: all of it is sent, and the provider refuses what it no longer has."""
    case = await payable()
    case.payment = await paid(case)
    await sent_back_elsewhere(case, 300)
    await give_up_group(case)
    assert await send_refunds(case) == ["failed"]


async def test_what_the_provider_does_not_show_or_what_never_came_is_not_put_on_record(
    database: str,
) -> None:
    case = await payable()
    case.payment = await paid(case)
    entry, finance = (
        await sent_back_elsewhere(case, case.payment.minor),
        case.story.operator.finance,
    )
    await OnlineDifference.filter(public_id=entry).update(subject="re_nobody")
    with pytest.raises(RefundNotThere):
        await online.record_foreign_refund(entry, at=case.at, by=finance)
    await online.dismiss_foreign_refund(entry, note="示例：查无此笔", at=case.at, by=finance)
    assert (await OnlineDifference.get(public_id=entry)).note == "示例：查无此笔"
    await OnlineDifference.filter(public_id=entry).update(settled_at=None)
    real = case.provider.refunds()[0]["id"]
    await OnlineDifference.filter(public_id=entry).update(subject=real)
    await give_up_group(case)
    order = await RefundOrder.get(charge_id=case.charge.id)
    with clock.moved_to(clock.now() + timedelta(days=1, minutes=1)):
        await money.record_refund_paid(order.public_id, paid_on=clock.today(), voucher="R", by=finance)  # fmt: skip
    with pytest.raises(MoreThanCame):
        await online.record_foreign_refund(entry, at=case.at, by=finance)
    await online.dismiss_foreign_refund(entry, note="示例：已向付款方追回", at=case.at, by=finance)
    with pytest.raises(DifferenceSettled):
        await online.dismiss_foreign_refund(entry, note="示例", at=case.at, by=finance)


async def test_a_refund_that_can_be_put_on_record_leaves_the_list_by_no_note(database: str) -> None:
    case = await payable()
    case.payment = await paid(case)
    entry, finance = await sent_back_elsewhere(case, 300), case.story.operator.finance
    with pytest.raises(ForeignRefundStands):
        await online.dismiss_foreign_refund(entry, note="示例", at=case.at, by=finance)
    with pytest.raises(ForeignRefundStands):
        await online.settle_difference(entry, note="示例", by=finance)
    with pytest.raises(OnlinePaymentOff):
        await online.dismiss_foreign_refund(entry, note="示例", at=None, by=finance)
    with pytest.raises(NotGranted):
        await online.dismiss_foreign_refund(
            entry, note="示例", at=case.at, by=case.story.operator.sales
        )
    assert (await OnlineDifference.get(public_id=entry)).settled_at is None


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
