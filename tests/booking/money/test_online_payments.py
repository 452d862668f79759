"""A charge is paid online once, whatever is told, asked or lost on the way."""

import asyncio
from datetime import timedelta

import pytest

from booking import money, stays
from booking.money import online
from booking.money.models import Charge
from booking.money.online.refusals import AlreadyTaking, NothingOwed, TooMuchOnline
from booking.money.online_models import OnlineDifference, OnlinePayment
from booking.money.refusals import ChargeUnknown
from booking.people.permissions import NotGranted
from booking.stays.models import Stay
from booking.stays.refusals import AlreadyMoved
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.idempotency import Key
from tests.booking.money.online_making import (
    BACK,
    begin,
    orders,
    paid,
    payable,
    receipts,
    state_of,
    told,
)
from tests.booking.stays.test_payment import accepted
from tests.factories.people import make_operator, make_union
from tests.factories.provider import Provider


async def test_the_wish_is_written_before_the_provider_is_asked(database: str) -> None:
    case = await payable()
    case.provider.faults.plan.append(("/v1/checkout/sessions", "lost"))
    with pytest.raises(online.OutcomeNotKnown):
        await begin(case)

    payment = await OnlinePayment.get()
    assert (payment.state, payment.session_id) == ("made", None)


async def test_a_payment_becomes_a_receipt_that_came_online_and_a_fee(database: str) -> None:
    case = await payable()
    payment = await paid(case)

    account = await money.account_of(case.story.number)
    assert (payment.state, account.owed, account.received) == (
        "paid",
        Money(0),
        Money(payment.minor),
    )
    assert payment.fee_minor > 0


async def test_the_provider_learns_our_id_a_reference_and_an_amount_alone(database: str) -> None:
    case = await payable()
    payment = await begin(case)

    session = case.provider.sessions()[0]
    assert session["client_reference_id"] == payment.public_id
    assert session["metadata"] == {"reference": payment.public_id}
    assert session["product"].endswith(case.charge.reference)
    assert session["success_url"] == f"{BACK}{payment.public_id}?back=1"


async def test_what_is_told_three_times_and_asked_besides_is_one_receipt(database: str) -> None:
    case = await payable()
    payment = await begin(case)
    case.provider.pay(payment.session_id)
    events = case.provider.events() * 3
    await asyncio.gather(
        told(case, events), online.look(payment.id, at=case.at), told(case, events)
    )

    assert await receipts(case) == [payment.minor]


async def test_a_second_payment_of_the_same_charge_waits_for_the_first(database: str) -> None:
    case = await payable()
    payment = await begin(case)
    with pytest.raises(online.PaymentUnderWay):
        await begin(case)

    assert await online.end_payment(payment.public_id, at=case.at, by=case.by) == "ended"
    assert (await begin(case)).public_id != payment.public_id


async def test_of_two_who_begin_at_once_one_is_refused(database: str) -> None:
    case = await payable()
    done = await asyncio.gather(begin(case), begin(case), return_exceptions=True)

    assert sorted(type(one).__name__ for one in done) == ["OnlinePayment", "PaymentUnderWay"]


async def test_a_form_sent_twice_begins_one_payment(database: str) -> None:
    case = await payable()
    key = Key("form", "same")
    made = [
        await stays.pay_online(case.charge.public_id, at=case.at, back=BACK, by=case.by, key=key)
        for _ in range(2)
    ]

    assert made[0] == made[1]
    assert len(case.provider.sessions()) == 1


async def test_beginning_to_pay_keeps_the_submission_open_past_the_providers_page(
    database: str,
) -> None:
    case = await payable(is_whole=True)
    late = (await Stay.get(id=case.story.number)).answer_due_at - timedelta(minutes=5)
    with clock.moved_to(late):
        payment = await begin(case)
    assert (await Stay.get(id=case.story.number)).answer_due_at > payment.ends_at

    with clock.moved_to(late + timedelta(minutes=6)):
        assert not await stays.expire(case.story.number)
        case.provider.pay(payment.session_id)
        await online.look(payment.id, at=case.at)
    assert await state_of(payment) == "paid"


async def test_after_the_deadline_no_payment_begins(database: str) -> None:
    case = await payable(is_whole=True)
    with (
        clock.moved_to(clock.now() + timedelta(days=9)),
        pytest.raises(AlreadyMoved),
    ):
        await begin(case)
    assert case.provider.sessions() == []


async def test_money_for_a_group_that_is_gone_is_ordered_back_by_the_way_it_came(
    database: str,
) -> None:
    case = await payable(is_whole=True)
    payment = await begin(case)
    case.provider.pay(payment.session_id)
    with clock.moved_to(clock.now() + timedelta(days=9)):
        assert await stays.expire(case.story.number)
    await told(case)

    assert await orders(case) == [(payment.minor, "online", False)]


@pytest.mark.parametrize("changed", [{"amount": 100}, {"currency": "hkd"}])
async def test_another_amount_or_currency_is_held_for_a_person(
    database: str, changed: dict[str, object]
) -> None:
    case = await payable()
    payment = await begin(case)
    case.provider.pay(payment.session_id, **changed)
    await told(case)

    found = await OnlineDifference.get(kind="amount")
    assert (await state_of(payment), await receipts(case)) == ("held", [])
    assert found.payee_id == case.story.operator.organisation


async def test_play_money_is_no_money(database: str) -> None:
    case = await payable()
    case.at.is_live = True
    payment = await begin(case)

    assert await state_of(payment) == "ended"
    assert await OnlineDifference.filter(kind="mode").count() == 1


async def test_a_refusal_of_the_bank_leaves_the_page_open_for_another_try(database: str) -> None:
    case = await payable()
    payment = await begin(case)
    case.provider.refuse(payment.session_id)
    await told(case)
    assert await state_of(payment) == "open"
    case.provider.pay(payment.session_id, "alipay")
    await told(case)
    assert await state_of(payment) == "paid"


async def test_a_payment_under_way_is_checked_until_it_arrives_or_fails(database: str) -> None:
    for fails, end in ((False, "paid"), (True, "ended")):
        case = await payable()
        payment = await begin(case)
        case.provider.pay_later(payment.session_id)
        await told(case)
        assert await state_of(payment) == "checking"
        case.provider.arrive(payment.session_id, fails=fails)
        await told(case)
        assert await state_of(payment) == end
        await online.stop_taking_online(case.story.operator.organisation)


async def test_a_page_left_open_ends_by_itself_and_the_charge_is_free_again(database: str) -> None:
    case = await payable()
    payment = await begin(case)
    with clock.moved_to(clock.now() + timedelta(hours=1)):
        assert await online.payments_to_ask_about() == [payment.id]
        await online.look(payment.id, at=case.at)
        assert await state_of(payment) == "ended"
        await begin(case)


@pytest.mark.parametrize("way", ["lost", "after", "before", "many"])
async def test_a_lost_answer_is_found_out_and_nothing_is_begun_twice(
    database: str, way: str
) -> None:
    case = await payable()
    case.provider.faults.plan.append(("/v1/checkout/sessions", way))
    with pytest.raises(online.OutcomeNotKnown):
        await begin(case)
    payment = await OnlinePayment.get()
    with pytest.raises(online.PaymentUnderWay):
        await begin(case)

    with clock.moved_to(clock.now() + timedelta(minutes=3)):
        assert await online.payments_to_ask_about() == [payment.id]
        await online.look(payment.id, at=case.at)
    assert await state_of(payment) == ("open" if way in {"lost", "after"} else "ended")
    assert len(case.provider.sessions()) == (1 if way in {"lost", "after"} else 0)


async def test_ending_a_payment_that_was_just_paid_keeps_the_money(database: str) -> None:
    case = await payable()
    payment = await begin(case)
    case.provider.pay(payment.session_id)
    assert await online.end_payment(payment.public_id, at=case.at, by=case.by) == "paid"
    assert await receipts(case) == [payment.minor]


async def test_who_may_begin(database: str) -> None:
    case, stranger = await payable(), await make_union()
    case.by = case.story.union.viewer
    with pytest.raises(NotGranted):
        await begin(case)
    case.by = stranger.finance
    with pytest.raises(ChargeUnknown):
        await begin(case)


async def test_a_payee_without_an_account_and_a_paid_charge_are_refused(database: str) -> None:
    case = await payable()
    await online.stop_taking_online(case.story.operator.organisation)
    with pytest.raises(online.NotPaidOnline):
        await begin(case)
    await online.take_online(case.story.operator.organisation)
    await paid(case)
    with pytest.raises(NothingOwed):
        await begin(case)


async def test_one_payee_takes_money_online_at_a_time(database: str) -> None:
    case, other = await payable(), await make_operator()
    with pytest.raises(AlreadyTaking):
        await online.take_online(other.organisation)
    await online.take_online(case.story.operator.organisation)


async def test_a_charge_beyond_what_the_provider_takes_is_paid_by_transfer(database: str) -> None:
    case = await payable()
    await Charge.filter(id=case.charge.id).update(minor=1_000_000_00)
    try:
        with pytest.raises(TooMuchOnline):
            await begin(case)
    finally:
        await Charge.filter(id=case.charge.id).update(minor=case.charge.minor)


async def test_the_deposit_is_paid_alone_and_while_it_is_being_paid_the_request_stands(
    database: str,
) -> None:
    story = await accepted()
    await online.take_online(story.operator.organisation)
    provider = Provider()
    charge = await Charge.get(stay_id=story.number)
    (day,) = [p.due_on for p in await money.instalments_of(story.number) if p.kind == "deposit"]
    last = clock.end_of(day + timedelta(days=2))
    with clock.moved_to(last - timedelta(minutes=1)):
        made = await stays.pay_online(
            charge.public_id, at=provider.gateway, back=BACK, through=1, by=story.union.finance
        )
    payment = await OnlinePayment.get(public_id=made)
    assert payment.minor == charge.minor * 30 // 100
    with clock.moved_to(last + timedelta(minutes=5)):
        assert not await stays.expire(story.number)
        provider.pay(payment.session_id)
        await online.look(payment.id, at=provider.gateway)
        await stays.confirm(story.number)
    assert (await Stay.get(id=story.number)).state == "confirmed"


async def test_a_page_that_was_left_open_holds_the_request_no_longer(database: str) -> None:
    story = await accepted()
    await online.take_online(story.operator.organisation)
    charge = await Charge.get(stay_id=story.number)
    await stays.pay_online(
        charge.public_id, at=Provider().gateway, back=BACK, by=story.union.finance
    )
    with clock.moved_to(clock.now() + timedelta(days=9)):
        assert await stays.expire(story.number)
