"""Disputes, payouts and the nightly comparison: the provider's book and ours end up saying the same."""

from datetime import timedelta

import pytest

from booking.money import ledger, online
from booking.money.ledger import Kind
from booking.money.online import reconciling
from booking.money.online_models import (
    OnlineAccount,
    OnlineDifference,
    OnlineDispute,
    OnlinePayment,
    OnlinePayout,
    OnlineRefund,
    ProviderEvent,
)
from booking.money.provider_facts import ProviderAway
from sites.foundation import clock
from sites.foundation.outbox import OutboxRow
from tests.booking.money.online_making import (
    begin,
    give_up_group,
    orders,
    paid,
    payable,
    send_refunds,
    state_of,
    told,
)


async def balance(case, kind: Kind, subject: str = "") -> int:  # type: ignore[no-untyped-def]
    return (await ledger.balance(case.story.operator.organisation, kind, subject)).minor


async def compared(case) -> int:  # type: ignore[no-untyped-def]
    """The nightly comparison to its end; how many days it took."""
    account = await OnlineAccount.get()
    days = 1
    while not await online.reconcile(account.id, at=case.at):
        days += 1
    return days


async def test_a_dispute_takes_the_money_into_suspense_and_a_won_one_gives_it_back(
    database: str,
) -> None:
    case = await payable()
    payment = await paid(case)
    before = await balance(case, Kind.STRIPE)
    dispute = case.provider.dispute(payment.intent_id)
    await told(case)
    assert await balance(case, Kind.SUSPENSE, dispute["id"]) == payment.minor
    assert await balance(case, Kind.STRIPE) == before - payment.minor - 8000
    assert await OnlineDifference.filter(kind="dispute", settled_at=None).count() == 1

    case.provider.close_dispute(dispute["id"], is_won=True)
    await told(case)
    await told(case)
    assert await balance(case, Kind.SUSPENSE, dispute["id"]) == 0
    assert await OnlineDifference.filter(kind="dispute", settled_at=None).count() == 0


async def test_a_dispute_before_the_payment_was_told_finds_its_payment(database: str) -> None:
    case = await payable()
    payment = await begin(case)
    case.provider.pay(payment.session_id)
    intent = case.provider.store.every("payment_intent")[0]["id"]
    case.provider.dispute(intent)
    await told(case, case.provider.events()[::-1])

    assert await state_of(payment) == "paid"
    assert await OnlineDispute.filter(payment_id=payment.id).count() == 1


async def test_a_payout_moves_to_the_bank_when_it_arrives_and_back_when_it_fails(
    database: str,
) -> None:
    from scheduler.double import payouts

    case = await payable()
    await paid(case)
    lies = await balance(case, Kind.STRIPE)
    made = case.provider.pay_out()
    await told(case)
    assert (await balance(case, Kind.STRIPE), made["amount"]) == (lies, lies)

    payouts.arrive(case.provider.store, made["id"])
    await told(case), await told(case)
    assert (await balance(case, Kind.STRIPE), await balance(case, Kind.BANK)) == (0, lies)

    payouts.come_back(case.provider.store, made["id"])
    await told(case)
    assert (await balance(case, Kind.STRIPE), await balance(case, Kind.BANK)) == (lies, 0)
    assert await OnlineDifference.filter(kind="payout_failed").count() == 1


async def test_what_was_never_told_is_found_by_the_comparison(database: str) -> None:
    case = await payable()
    payment = await begin(case)
    case.provider.pay(payment.session_id)
    made = case.provider.pay_out()
    with clock.moved_to(clock.now() + timedelta(hours=22)):
        assert await online.accounts_to_reconcile() == [(await OnlineAccount.get()).id]
        await compared(case)

    assert await state_of(payment) == "paid"
    assert (await OnlinePayout.get()).payout_id == made["id"]
    assert await OnlineDifference.all().count() == 0


async def test_comparing_again_changes_nothing(database: str) -> None:
    case = await payable()
    await paid(case)
    with clock.moved_to(clock.now() + timedelta(hours=22)):
        await compared(case)
        kept = await ProviderEvent.all().count()
        await compared(case)
    assert await ProviderEvent.all().count() == kept


async def test_what_was_told_and_looked_at_costs_the_comparison_nothing(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A day with thousands of events must be compared within the time of one job."""
    case = await payable()
    await paid(case)
    await told(case)

    async def taken_again(*_args: object, **_named: object) -> None:
        pytest.fail("taken again")

    monkeypatch.setattr(reconciling, "take_event", taken_again)
    with clock.moved_to(clock.now() + timedelta(hours=22)):
        await compared(case)


async def test_a_line_of_the_providers_book_that_is_not_ours_is_on_the_list(database: str) -> None:
    from scheduler.double.paying import balance_line

    case = await payable()
    balance_line(case.provider.store, "stripe_fee", -500, 0, "fee_1", "cny")
    with clock.moved_to(clock.now() + timedelta(hours=22)):
        await compared(case)
    found = await OnlineDifference.get(kind="unknown_line")
    assert (found.theirs_minor, found.payee_id) == (-500, case.story.operator.organisation)


@pytest.mark.parametrize("away", [timedelta(hours=1), timedelta(days=4), timedelta(days=29)])
async def test_after_a_time_without_being_told_one_comparison_catches_up(
    database: str, away: timedelta
) -> None:
    case = await payable()
    payment = await begin(case)
    case.provider.pay(payment.session_id)
    with clock.moved_to(clock.now() + away):
        days = await compared(case)

    assert (await state_of(payment), days) == ("paid", max(1, away.days))
    assert await OnlineDifference.filter(kind="out_of_reach").count() == 0


async def test_beyond_thirty_days_it_says_so_and_asks_for_each_open_payment(database: str) -> None:
    case = await payable()
    payment = await begin(case)
    case.provider.pay(payment.session_id)
    with clock.moved_to(clock.now() + timedelta(days=31)):
        await compared(case)

    assert await state_of(payment) == "paid"
    assert await OnlineDifference.filter(kind="out_of_reach").count() == 1


async def test_what_failed_after_it_had_succeeded_is_found_in_the_book_alone(database: str) -> None:
    """Beyond thirty days nobody tells it any more; of both its lines in the book the second says so."""
    from scheduler.double import payouts

    case = await payable()
    payment = await paid(case)
    lies = await balance(case, Kind.STRIPE)
    made = case.provider.pay_out()
    payouts.arrive(case.provider.store, made["id"])
    await told(case)
    await give_up_group(case)
    await send_refunds(case)
    await told(case)
    assert await orders(case) == [(payment.minor, "online", True)]

    payouts.come_back(case.provider.store, made["id"])
    case.provider.fail_refund((await OnlineRefund.get()).refund_id)
    with clock.moved_to(clock.now() + timedelta(days=31)):
        await compared(case)

    assert await orders(case) == [(payment.minor, "transfer", False)]
    assert (await balance(case, Kind.STRIPE), await balance(case, Kind.BANK)) == (lies, 0)
    assert await OnlineDifference.filter(kind="payout_failed").count() == 1


async def test_a_day_that_could_not_be_compared_is_compared_again(database: str) -> None:
    case = await payable()
    before = (await OnlineAccount.get()).told_until
    case.provider.faults.plan.append(("/v1/balance_transactions", "many"))
    with clock.moved_to(clock.now() + timedelta(hours=22)):
        with pytest.raises(ProviderAway):
            await compared(case)
        assert (await OnlineAccount.get()).told_until == before
        await compared(case)
    assert (await OnlineAccount.get()).told_until > before


async def test_a_day_is_posted_after_the_other(database: str) -> None:
    case = await payable()
    with clock.moved_to(clock.now() + timedelta(days=3)):
        assert not await online.reconcile((await OnlineAccount.get()).id, at=case.at)
    assert await OutboxRow.filter(topic="online.reconcile").count() == 1


async def test_a_refund_that_was_only_lost_on_the_way_is_found_by_the_comparison(
    database: str,
) -> None:
    case = await payable()
    payment = await paid(case)
    await give_up_group(case)
    case.provider.faults.plan.append(("/v1/refunds", "lost"))
    with pytest.raises(ProviderAway):
        await send_refunds(case)
    with clock.moved_to(clock.now() + timedelta(hours=22)):
        await compared(case)
    assert await orders(case) == [(payment.minor, "online", True)]
    assert await OnlinePayment.filter(state="paid").count() == 1
