"""A line is disputed, answered and decided; what comes of it is an entry of its own, and the stay waits."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from booking import money, stays
from booking.money.models import Charge, Entry
from booking.people import NotGranted
from booking.stays import due
from booking.stays.dispute_refusals import (
    AccountDisputed,
    AnswerFirst,
    DisputeClosed,
    DisputesOpen,
    DisputeUnknown,
    LineDisputed,
    LineUnknown,
    NothingDisputed,
    NotYoursToAnswer,
    WindowOver,
)
from booking.stays.models import Stay
from booking.stays.refusals import StayUnknown
from sites.foundation import clock
from sites.foundation.amounts import Money
from tests.factories import stays as made
from tests.factories.people import make_federation, make_union
from tests.factories.places import PRICE

NIGHT = PRICE * 34


async def disputed(story: SimpleNamespace, wanted: int = PRICE * 30) -> str:
    return await stays.dispute_line(
        story.id, story.check_in.isoformat(), wanted=Money(wanted), reason="首晚只到30人",
        by=story.union.organiser,
    )  # fmt: skip


async def charged(story: SimpleNamespace) -> int:
    return (await Charge.get(stay_id=story.number)).minor


async def test_what_both_sides_agree_on_is_posted_as_an_entry_of_its_own(database):
    story = await made.accounted()
    before = await charged(story)
    dispute = await disputed(story)
    await stays.answer_dispute(story.id, dispute, agrees=True, by=story.operator.sales)

    assert await charged(story) == before - NIGHT + PRICE * 30
    last = await Entry.filter(stay_id=story.number).order_by("-id").first()
    assert last is not None
    assert last.what == "decision"
    page = await stays.disputes_of(story.id, by=story.operator.sales)
    assert [(one.state, one.decided) for one in page.disputes] == [("agreed", Money(PRICE * 30))]
    assert page == await stays.disputes_of(story.id, by=story.union.organiser)


async def test_a_group_whose_account_was_disputed_is_not_marked_as_missed(database):
    """What was agreed of a line stands; the table's fee would be more than is charged by then."""
    story = await made.departed()
    await stays.present_account(story.id, by=story.operator.sales)
    dispute = await disputed(story, wanted=0)
    with pytest.raises(AccountDisputed):
        await made.missed(story)
    await stays.answer_dispute(story.id, dispute, agrees=True, by=story.operator.sales)
    before = await charged(story)

    with pytest.raises(AccountDisputed):
        await made.missed(story)

    assert (await made.state_of(story), await charged(story)) == ("departed", before)


async def test_a_dispute_that_is_taken_back_leaves_the_group_to_be_marked_as_missed(database):
    story = await made.departed()
    await stays.present_account(story.id, by=story.operator.sales)
    dispute = await disputed(story, wanted=0)
    await stays.withdraw_dispute(story.id, dispute, by=story.union.organiser)

    await made.missed(story)

    assert await made.state_of(story) == "no_show"


async def test_what_they_do_not_agree_on_the_federation_decides(database):
    story, host = await made.accounted(), await make_federation()
    before = await charged(story)
    dispute = await disputed(story)
    with pytest.raises(AnswerFirst):
        await stays.decide_dispute(dispute, to=Money(0), note="裁定", by=host.clerk)
    await stays.answer_dispute(
        story.id, dispute, agrees=False, note="已清点", by=story.operator.sales
    )

    (waiting,) = await stays.disputes_waiting()
    assert waiting.may_decide
    with pytest.raises(NotGranted):
        await stays.decide_dispute(dispute, to=Money(0), note="", by=host.viewer)
    await stays.decide_dispute(dispute, to=Money(PRICE * 32), note="签到表32人", by=host.clerk)
    with pytest.raises(DisputeClosed):
        await stays.decide_dispute(dispute, to=Money(0), note="", by=host.clerk)

    assert await charged(story) == before - PRICE * 2
    assert await stays.disputes_waiting() == ()


async def test_silence_lets_the_federation_decide_after_seven_days(database):
    story, host = await made.accounted(), await make_federation()
    dispute = await disputed(story)
    (waiting,) = await stays.disputes_waiting()
    with clock.moved_to(waiting.answer_until - timedelta(seconds=1)), pytest.raises(AnswerFirst):
        await stays.decide_dispute(dispute, to=Money(0), note="", by=host.clerk)
    with clock.moved_to(waiting.answer_until):
        await stays.decide_dispute(dispute, to=Money(PRICE * 30), note="", by=host.clerk)


async def test_a_stay_with_a_disputed_line_is_reconciled_neither_by_hand_nor_by_time(database):
    story = await made.accounted()
    dispute = await disputed(story)
    with pytest.raises(DisputesOpen):
        await stays.accept_account(story.id, by=story.union.organiser)
    with pytest.raises(DisputesOpen):
        await stays.return_account(story.id, note="x", by=story.union.organiser)
    over = (await Stay.get(id=story.number)).dispute_until
    with clock.moved_to(over + timedelta(days=1)):
        assert await due.windows_over() == []
        assert not await stays.reconcile_by_date(story.number)
        await stays.withdraw_dispute(story.id, dispute, by=story.union.organiser)
        assert await due.windows_over() == [story.number]
        assert await stays.reconcile_by_date(story.number)


async def test_only_open_lines_within_the_window_can_be_disputed(database):
    story = await made.accounted()
    night = story.check_in.isoformat()
    by = story.union.organiser
    for line, wanted, no in (("2020-01-01", 1, LineUnknown), (night, NIGHT, NothingDisputed)):
        with pytest.raises(no):
            await stays.dispute_line(story.id, line, wanted=Money(wanted), reason="x", by=by)
    await disputed(story)
    with pytest.raises(LineDisputed):
        await disputed(story)
    over = (await Stay.get(id=story.number)).dispute_until
    with clock.moved_to(over), pytest.raises(WindowOver):
        await stays.dispute_line(story.id, "supplements", wanted=Money(1), reason="x", by=by)


async def test_who_disputes_does_not_answer_and_nobody_else_sees_it(database):
    story, stranger = await made.accounted(), await make_union()
    dispute = await disputed(story)
    with pytest.raises(NotYoursToAnswer):
        await stays.answer_dispute(story.id, dispute, agrees=True, by=story.union.organiser)
    with pytest.raises(StayUnknown):
        await stays.answer_dispute(story.id, dispute, agrees=True, by=stranger.organiser)
    with pytest.raises(DisputeUnknown):
        await stays.withdraw_dispute(story.id, dispute, by=story.operator.sales)


async def test_the_fee_of_a_cancelled_group_can_be_disputed_by_its_union(database):
    story = await made.confirmed(starts_in=10)
    preview = await stays.preview_cancellation(story.id, by=story.union.organiser)
    await stays.cancel(story.id, fee_seen=preview.fee, note="", by=story.union.organiser)
    dispute = await stays.dispute_line(
        story.id, "fee", wanted=Money(0), reason="台风", by=story.union.organiser
    )
    await stays.answer_dispute(story.id, dispute, agrees=True, by=story.operator.sales)
    assert (await money.account_of(story.number)).charged == Money(0)
