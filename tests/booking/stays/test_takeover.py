"""When a person leaves, a successor has their open stays; what waits for an answer goes to approvers alone."""

from types import SimpleNamespace
from typing import Any

import pytest

from booking import people, stays
from booking.notices import tell_event
from booking.notices.models import Notice
from booking.people import NotGranted, team
from booking.people.memberships import open_roles
from booking.people.models import User
from booking.people.team import SuccessorMustApprove
from booking.stays import approval
from booking.stays.models import ApprovalStep, Stay, StayEvent
from booking.stays.refusals import ApprovalMissing
from scheduler.jobs.booked import hand_over_tasks
from sites.foundation.actor import Actor
from sites.foundation.outbox import OutboxRow
from tests.booking.stays.stories import submit
from tests.booking.stays.test_approval import approving, asked, colleague
from tests.factories.people import make_union
from tests.factories.stays import held


async def leave(leaving: Actor, heir: Actor, *, by: Actor) -> None:
    """As an administrator ends a membership, with the jobs that follow, each twice."""
    ids = dict(await User.all().values_list("id", "public_id"))
    await people.remove_member(ids[leaving.user_id], ids[heir.user_id], by=by)
    await do_jobs()


async def do_jobs() -> None:
    for row in await OutboxRow.filter(topic="people.handed_over"):
        for _ in range(2):
            await hand_over_tasks(row.payload)


async def everybody_asked_approves(story: SimpleNamespace) -> bool:
    """Whether each step, and each question that waits, is an approver's."""
    union = story.union.organisation
    open_ones = ApprovalStep.filter(stay_id=story.number, state__in=["asked", "waiting"])
    who = {*(await people.approval_of(union)).steps, *[one.approver_id for one in await open_ones]}
    return all(["approver" in await open_roles(user, union) for user in who])


async def test_open_stays_go_on_once(database: str) -> None:
    story, other = await held(), await held()
    for _ in range(2):
        await stays.take_over(
            organisation_id=story.union.organisation, from_user_id=story.union.organiser.user_id,
            to_user_id=story.union.administrator.user_id,
        )  # fmt: skip
    assert (await Stay.get(id=story.number)).created_by_id == story.union.administrator.user_id
    assert (await Stay.get(id=other.number)).created_by_id == other.union.organiser.user_id


async def test_what_waits_for_an_approver_goes_on_with_another_who_is_asked_and_agrees(
    database: str,
) -> None:
    story = await approving(1)
    heir = await colleague(story.union, "heir")
    await stays.ask_approval(story.id, by=story.union.organiser)
    before = await OutboxRow.filter(topic="approval.asked").count()
    await leave(story.approvers[0], heir, by=story.union.administrator)
    assert await OutboxRow.filter(topic="approval.asked").count() == before + 1
    assert (await people.approval_of(story.union.organisation)).steps == (heir.user_id,)
    with pytest.raises(ApprovalMissing):
        await submit(story)
    await stays.agree((await asked(story)).public_id, by=heir)
    await submit(story)


async def test_an_approver_is_succeeded_by_an_approver_alone(database: str) -> None:
    story = await approving(1)
    await stays.ask_approval(story.id, by=story.union.organiser)
    for unfit in (story.union.finance, story.union.administrator):
        with pytest.raises(SuccessorMustApprove):
            await leave(story.approvers[0], unfit, by=story.union.administrator)
    assert await everybody_asked_approves(story)
    assert (await asked(story)).approver_id == story.approvers[0].user_id
    with pytest.raises(ApprovalMissing):
        await submit(story)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_without_that_rule_the_steps_would_be_anothers(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def anybody(*_: Any) -> None: ...

    monkeypatch.setattr(team, "_demand_approver", anybody)
    story = await approving(1)
    await stays.ask_approval(story.id, by=story.union.organiser)
    await leave(story.approvers[0], story.union.finance, by=story.union.administrator)
    assert not await everybody_asked_approves(story)


async def test_of_two_approvers_the_one_who_stays_keeps_the_steps(database: str) -> None:
    story = await approving(2)
    await stays.ask_approval(story.id, by=story.union.organiser)
    first, second = story.approvers
    await leave(first, second, by=story.union.administrator)
    assert (await people.approval_of(story.union.organisation)).steps == (second.user_id,)
    for _ in range(2):
        with pytest.raises(ApprovalMissing):
            await submit(story)
        await stays.agree((await asked(story)).public_id, by=second)
    await submit(story)


async def test_where_the_one_who_was_asked_approves_no_more_the_round_is_withdrawn_and_told(
    database: str,
) -> None:
    """Handed on to a colleague beside the steps, who then loses the role."""
    story = await approving(2)
    other = await colleague(story.union, "other")
    await stays.ask_approval(story.id, by=story.union.organiser)
    step = (await asked(story)).public_id
    await stays.hand_on(step, to_user_id=other.user_id, by=story.approvers[0])
    who = (await User.get(id=other.user_id)).public_id
    await people.change_roles(who, ["viewer"], by=story.union.administrator)
    await do_jobs()
    states = {one.state for one in await ApprovalStep.filter(stay_id=story.number)}
    assert states == {"handed_on", "withdrawn"}
    event = await StayEvent.get(stay_id=story.number, act="approval_withdrawn")
    await tell_event(event.id)
    told = {row.user_id for row in await Notice.filter(topic="approval_withdrawn")}
    assert told == {story.union.organiser.user_id, story.union.administrator.user_id}
    with pytest.raises(ApprovalMissing):
        await submit(story)
    await stays.ask_approval(story.id, by=story.union.organiser)
    assert await everybody_asked_approves(story)


async def test_who_approves_no_more_answers_nothing(database: str) -> None:
    story = await approving(1)
    await stays.ask_approval(story.id, by=story.union.organiser)
    step = await asked(story)
    heir = story.union.administrator  # asked, as a row of old days may have it, and no approver
    await ApprovalStep.filter(id=step.id).update(approver_id=heir.user_id)
    answers = (
        stays.agree(step.public_id, by=heir),
        stays.send_back(step.public_id, note="示例", by=heir),
        stays.hand_on(step.public_id, to_user_id=story.approvers[0].user_id, by=heir),
    )
    for answer in answers:
        with pytest.raises(NotGranted):
            await answer
    assert (await asked(story)).id == step.id


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_without_that_demand_the_answer_would_count(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(approval, "demand", lambda *_: None)
    story = await approving(1)
    await stays.ask_approval(story.id, by=story.union.organiser)
    step = await asked(story)
    await ApprovalStep.filter(id=step.id).update(approver_id=story.union.administrator.user_id)
    await stays.agree(step.public_id, by=story.union.administrator)
    await submit(story)


async def test_another_unions_stays_stay_where_they_are(database: str) -> None:
    story, other = await held(), await make_union()
    await stays.take_over(
        organisation_id=other.organisation, from_user_id=story.union.organiser.user_id,
        to_user_id=other.organiser.user_id,
    )  # fmt: skip
    assert (await Stay.get(id=story.number)).created_by_id == story.union.organiser.user_id
