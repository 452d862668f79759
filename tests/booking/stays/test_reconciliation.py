"""The account: presented, sent back, accepted, or accepted by silence; then settled when all is square."""

import asyncio
from datetime import timedelta

import pytest

from booking import stays
from booking.money import account_of, record_refund_paid
from booking.stays.due import accounts_not_presented, windows_over
from booking.stays.models import StayEvent, StayNight
from booking.stays.reconciliation_window import window_end
from booking.stays.refusals import AccountMissing, AccountPresented, AlreadyMoved, NotSquare
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.packages import Heads
from tests.booking.stays.stories import (
    acts_of,
    agree_to_account,
    cancel,
    miss,
    pay,
    present,
    return_account,
    row_of,
    settle,
)
from tests.factories.places import PRICE
from tests.factories.stays import (
    accounted,
    confirmed,
    counted,
    departed,
    held,
    reconciled,
    state_of,
)

NIGHT = timedelta(days=1)


async def test_five_numbers_stand_side_by_side_and_the_contract_is_never_overwritten(database):
    story = await accounted(came=Heads(29, 1, 2))
    page = await stays.page_of(story.id, by=story.union.organiser)
    for night in page.nights:
        assert night.heads == {
            "contracted": 36, "reserved": 36, "picked_up": None, "arrived": 32, "charged": 32,
        }  # fmt: skip
    assert page.nights[0].rooms["charged"] == 16
    assert (await account_of(story.number)).charged == Money(32 * 4 * PRICE)


async def test_sent_back_it_is_corrected_and_presented_anew(database):
    story = await accounted(came=Heads(30, 2, 2))
    await return_account(story)
    with pytest.raises(AccountMissing):
        await return_account(story)
    with pytest.raises(AccountMissing):
        await agree_to_account(story)
    await counted(story, story.check_in, Heads(28, 2, 2))
    await present(story)
    with pytest.raises(AccountPresented):
        await present(story)
    await agree_to_account(story)
    assert (await account_of(story.number)).charged == Money((32 + 3 * 34) * PRICE)
    assert await state_of(story) == "reconciled"


async def test_one_who_accepts_and_one_who_sends_back_at_once_cannot_both_be_right(database):
    story = await accounted()
    answers = await asyncio.gather(
        agree_to_account(story), return_account(story), return_exceptions=True
    )
    assert [a for a in answers if a is None] == [None]
    row = await row_of(story)
    assert (row.state == "reconciled") == (row.account_presented_at is not None)


async def test_silence_until_the_end_of_the_seventh_day_is_a_yes(database):
    story = await accounted()
    until = (await row_of(story)).dispute_until
    assert until == clock.end_of(clock.today() + timedelta(days=7))
    with clock.moved_to(until - timedelta(seconds=1)):
        assert await windows_over() == []
        assert not await stays.reconcile_by_date(story.number)
    with clock.moved_to(until):
        assert await windows_over() == [story.number]
        assert await stays.reconcile_by_date(story.number)
        assert not await stays.reconcile_by_date(story.number)
    event = await StayEvent.filter(stay_id=story.number, act="reconciled").get()
    assert (event.by_kind, event.reason) == ("system", "window_over")


async def test_a_house_that_stays_silent_for_a_week_has_its_account_presented_by_the_job(database):
    story = await departed(days_ago=1)
    due = window_end(clock.end_of(story.check_out))
    with clock.moved_to(due - timedelta(seconds=1)):
        assert not await stays.present_by_date(story.number)
    with clock.moved_to(due):
        assert await accounts_not_presented() == [story.number]
        assert await stays.present_by_date(story.number)
        assert not await stays.present_by_date(story.number)
        assert await accounts_not_presented() == []
    assert (await account_of(story.number)).charged == Money(36 * 4 * PRICE)


async def test_a_group_missed_after_a_silent_account_owes_the_fee_and_nothing_is_charged(database):
    story = await departed(days_ago=10)
    await stays.present_by_date(story.number)
    await miss(story)
    charged = await StayNight.filter(stay_id=story.number).values_list("charged_rooms", flat=True)
    assert set(charged) == {None}
    assert (await account_of(story.number)).charged == Money(36 * 4 * PRICE).percent(80)


async def test_fees_of_the_cancelled_and_the_missed_are_accepted_or_run_out_too(database):
    story = await confirmed(starts_in=10)
    await cancel(story)
    assert not await stays.reconcile_by_date(story.number)
    with clock.moved_to(clock.now() + 8 * NIGHT):
        assert await stays.reconcile_by_date(story.number)
    missed = await confirmed(place=story.place, starts_in=-2, made_days_ago=30)
    await miss(missed)
    await agree_to_account(missed)
    assert await state_of(missed) == "reconciled"


async def test_nothing_is_settled_while_a_fen_is_owed_or_due_back(database):
    story = await accounted(came=Heads(30, 2, 2))
    await pay(story, Money(36 * 4 * PRICE))
    await agree_to_account(story)
    with pytest.raises(NotSquare) as no:
        await settle(story)
    assert no.value.params == {"owed": Money(0), "refund": Money(2 * 4 * PRICE)}
    refund = (await account_of(story.number)).refunds[0]
    await record_refund_paid(
        refund.id, paid_on=clock.today(), voucher="示例", by=story.operator.finance
    )
    await settle(story)
    assert (await row_of(story)).state == "settled"
    with pytest.raises(AlreadyMoved):
        await settle(story)


async def test_what_is_owed_keeps_a_stay_open(database):
    story = await reconciled()
    with pytest.raises(NotSquare):
        await settle(story)
    await pay(story)
    await settle(story)


async def test_a_cancelled_hold_can_be_closed_without_any_money(database):
    story = await held()
    await cancel(story)
    await agree_to_account(story)
    await settle(story)
    assert await acts_of(story) == ["held", "cancelled", "reconciled", "settled"]
