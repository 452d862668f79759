"""Approval inside the union: one after the other, deputies, handing on, sending back, paper, tolerance."""

import asyncio
from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking import people, stays
from booking.people.models import User
from booking.stays.approval import within_tolerance
from booking.stays.models import ApprovalStep, Stay
from booking.stays.refusals import (
    AlreadyMoved,
    ApprovalAnswered,
    ApprovalMissing,
    ApprovalNotYours,
    ApproverUnfit,
    HoldOver,
    NobodyToApprove,
    StayUnknown,
)
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.identifiers import public_id
from sites.foundation.outbox import OutboxRow
from tests.booking.stays.stories import acts_of, submit
from tests.factories.people import make_union
from tests.factories.stays import held, state_of


async def colleague(union: SimpleNamespace, name: str) -> Actor:
    """Another person of the union who may approve."""
    from booking.people.memberships import give_roles

    user = await User.create(
        public_id=public_id(),
        name=name,
        email=f"colleague-{name}@example.test",
        created_at=clock.now(),
    )
    await transaction(give_roles)(user.id, union.organisation, ["approver"])
    actor = await people.actor_of_member(user.id, union.organisation)
    assert actor is not None
    return actor


async def approving(steps: int = 1, **tolerance: int) -> SimpleNamespace:
    """A hold of a union with so many steps; `.approvers` in their order."""
    union = await make_union()
    others = [await colleague(union, f"approver{n}") for n in range(2, steps + 1)]
    approvers = [union.approver, *others]
    await people.set_approval(
        [one.user_id for one in approvers], by=union.administrator,
        **{"tolerance_percent": 0, "tolerance_heads": 0, **tolerance},
    )  # fmt: skip
    story = await held(union=union)
    story.approvers = approvers
    return story


async def steps_of(story: SimpleNamespace) -> list[ApprovalStep]:
    return await ApprovalStep.filter(stay_id=story.number).order_by("id")


async def asked(story: SimpleNamespace) -> ApprovalStep:
    return await ApprovalStep.filter(stay_id=story.number, state="asked").get()


async def test_three_people_are_asked_one_after_the_other_and_then_it_can_be_submitted(database):
    story = await approving(3)
    await stays.ask_approval(story.id, by=story.union.organiser)
    for approver in story.approvers:
        with pytest.raises(ApprovalMissing):
            await submit(story)
        step = await asked(story)
        assert step.approver_id == approver.user_id
        await stays.agree(step.public_id, by=approver)
    await submit(story)
    assert await state_of(story) == "submitted"
    assert await acts_of(story) == [
        "held", "approval_asked", "step_agreed", "step_agreed", "approved", "submitted",
    ]  # fmt: skip
    told = [row.payload["step_id"] for row in await OutboxRow.filter(topic="approval.asked")]
    assert told == [step.id for step in await steps_of(story)]


async def test_only_who_is_asked_may_answer_and_only_once(database):
    story = await approving(2)
    await stays.ask_approval(story.id, by=story.union.organiser)
    first, second = await steps_of(story)
    with pytest.raises(ApprovalNotYours):
        await stays.agree(first.public_id, by=story.approvers[1])
    with pytest.raises(ApprovalNotYours):
        await stays.agree(first.public_id, by=(await make_union()).approver)
    with pytest.raises(ApprovalAnswered):
        await stays.agree(second.public_id, by=story.approvers[1])
    answers = [stays.agree(first.public_id, by=story.approvers[0]) for _ in range(3)]
    given_ = await asyncio.gather(*answers, return_exceptions=True)
    assert sorted(type(a).__name__ for a in given_) == ["ApprovalAnswered"] * 2 + ["NoneType"]
    with pytest.raises(ApprovalAnswered):
        await stays.send_back(first.public_id, note="", by=story.approvers[0])


async def test_what_is_sent_back_is_asked_anew_from_the_first_step(database):
    story = await approving(2)
    await stays.ask_approval(story.id, by=story.union.organiser)
    await stays.agree((await asked(story)).public_id, by=story.approvers[0])
    await stays.send_back((await asked(story)).public_id, note="太贵", by=story.approvers[1])
    with pytest.raises(ApprovalMissing):
        await submit(story)
    await stays.ask_approval(story.id, by=story.union.organiser)
    newest = [(s.round, s.step, s.state) for s in await steps_of(story)][2:]
    assert newest == [(2, 1, "asked"), (2, 2, "waiting")]


async def test_who_asks_twice_withdraws_what_was_asked_before(database):
    story = await approving(2)
    both = [stays.ask_approval(story.id, by=story.union.organiser) for _ in range(2)]
    await asyncio.gather(*both)
    states = [(s.round, s.state) for s in await steps_of(story)]
    assert states == [(1, "withdrawn"), (1, "withdrawn"), (2, "asked"), (2, "waiting")]


async def test_a_step_is_handed_on_to_a_colleague_who_may_approve(database):
    story = await approving(1)
    await stays.ask_approval(story.id, by=story.union.organiser)
    step, other = await asked(story), await colleague(story.union, "other")
    for unfit in (story.union.finance.user_id, story.approvers[0].user_id):
        with pytest.raises(ApproverUnfit):
            await stays.hand_on(step.public_id, to_user_id=unfit, by=story.approvers[0])
    await stays.hand_on(step.public_id, to_user_id=other.user_id, by=story.approvers[0])
    with pytest.raises(ApprovalMissing):
        await submit(story)
    await stays.agree((await asked(story)).public_id, by=other)
    await submit(story)


async def test_a_deputy_answers_on_the_days_of_the_absence_only(database):
    story = await approving(1)
    deputy = await colleague(story.union, "deputy")
    ids = {user.id: user.public_id for user in await User.all()}
    first = clock.today() + timedelta(days=1)
    await people.set_deputy(
        people.Absence(ids[story.approvers[0].user_id], ids[deputy.user_id], first, first),
        by=story.union.administrator,
    )
    await stays.ask_approval(story.id, by=story.union.organiser)
    step = (await asked(story)).public_id
    for days in (0, 2):
        with clock.moved_to(clock.now() + timedelta(days=days)), pytest.raises(ApprovalNotYours):
            await stays.agree(step, by=deputy)
    with clock.moved_to(clock.now() + timedelta(days=1)):
        await stays.agree(step, by=deputy)
    answered = (await steps_of(story))[0]
    assert (answered.state, answered.answered_by_id) == ("agreed", deputy.user_id)


async def test_the_signed_paper_stands_for_every_step(database):
    story = await approving(3)
    paper = {
        "shown_name": "审批.pdf",
        "stored_name": "x",
        "media_type": "application/pdf",
        "size": 9,
    }
    await stays.add_paper(story.id, kind="contract", by=story.union.organiser, **paper)
    with pytest.raises(ApprovalMissing):
        await submit(story)
    await stays.add_paper(story.id, kind="approval", by=story.union.organiser, **paper)
    await submit(story)
    page = await stays.page_of(story.id, by=story.operator.sales)
    assert [one.kind for one in page.papers] == ["contract"]
    whole = await stays.page_of(story.id, by=story.union.organiser)
    with pytest.raises(StayUnknown):
        await stays.paper_of(story.id, whole.papers[1].public_id, by=story.operator.sales)


async def test_a_paper_of_approval_that_the_operator_uploads_approves_nothing(database):
    story = await approving(1)
    with pytest.raises(StayUnknown):
        await stays.add_paper(
            story.id, kind="approval", shown_name="x", stored_name="x",
            media_type="application/pdf", size=1, by=story.operator.sales,
        )  # fmt: skip


async def test_a_later_change_within_the_tolerance_needs_no_new_approval(database):
    story = await approving(1, tolerance_percent=10)
    await stays.ask_approval(story.id, by=story.union.organiser)
    await stays.agree((await asked(story)).public_id, by=story.approvers[0])
    row = await Stay.get(id=story.number)
    await Stay.filter(id=story.number).update(price_minor=row.price_minor * 112 // 100)
    with pytest.raises(ApprovalMissing):
        await submit(story)
    await Stay.filter(id=story.number).update(price_minor=row.price_minor * 110 // 100)
    await submit(story)


async def test_nobody_is_asked_where_nobody_approves_or_the_hold_is_gone(database):
    story = await held()
    with pytest.raises(NobodyToApprove):
        await stays.ask_approval(story.id, by=story.union.organiser)
    waiting = await approving(1)
    await stays.ask_approval(waiting.id, by=waiting.union.organiser)
    step = (await asked(waiting)).public_id
    with clock.moved_to(clock.now() + timedelta(days=9)), pytest.raises(HoldOver):
        await stays.agree(step, by=waiting.approvers[0])
    await stays.cancel(
        waiting.id, fee_seen=(await stays.preview_cancellation(waiting.id, by=waiting.union.organiser)).fee,
        note="", by=waiting.union.organiser,
    )  # fmt: skip
    with pytest.raises(AlreadyMoved):
        await stays.agree(step, by=waiting.approvers[0])


async def test_who_is_asked_finds_it_and_nobody_else_does(database):
    story = await approving(2)
    await stays.ask_approval(story.id, by=story.union.organiser)
    mine = await stays.asked_of(story.approvers[0])
    assert [(one.step, one.line.reference, one.is_open) for one in mine] == [
        (1, story.reference, True)
    ]
    assert await stays.asked_of(story.approvers[1]) == []
    assert await stays.asked_of(story.union.organiser) == []


OFFER = {
    "site": 1,
    "check_in": "2026-05-18",
    "check_out": "2026-05-22",
    "price": 100_00,
    "heads": 40,
}
NUMBERS = st.integers(0, 20)


def test_what_was_approved_may_be_submitted_as_it_is() -> None:
    assert within_tolerance(OFFER, OFFER, percent=0, heads=0)


@pytest.mark.parametrize(
    "change", [{"site": 2}, {"check_in": "2026-05-19"}, {"check_out": "2026-05-23"}]
)
def test_another_place_or_day_is_another_offer_whatever_the_tolerance(change: dict) -> None:
    assert not within_tolerance(OFFER, {**OFFER, **change}, percent=20, heads=20)


@given(
    NUMBERS,
    NUMBERS,
    st.integers(1, 10**9),
    st.integers(0, 2 * 10**9),
    st.integers(1, 90),
    st.integers(0, 120),
)
def test_the_tolerance_ends_exactly_at_its_per_cent_and_heads(
    percent: int, heads: int, price: int, dearer: int, group: int, more: int
) -> None:
    approved = {**OFFER, "price": price, "heads": group}
    now = {**OFFER, "price": dearer, "heads": more}
    fits = 100 * dearer <= price * (100 + percent) and more <= group + heads
    assert within_tolerance(approved, now, percent=percent, heads=heads) == fits
