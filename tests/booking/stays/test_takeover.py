"""When a person leaves, a successor has their open stays and what waits for their answer."""

from booking import people, stays
from booking.stays.models import ApprovalStep, Stay
from sites.foundation.outbox import OutboxRow
from tests.factories.people import make_union
from tests.factories.stays import held


async def test_open_stays_and_asked_approvals_go_on_once(database):
    union = await make_union()
    await people.set_approval(
        [union.approver.user_id], tolerance_percent=0, tolerance_heads=0, by=union.administrator
    )
    story, other = await held(union=union), await held()
    await stays.ask_approval(story.id, by=union.organiser)
    asked_before = await OutboxRow.filter(topic="approval.asked").count()
    for leaving in (union.organiser.user_id, union.approver.user_id):
        for _ in range(2):
            await stays.take_over(
                organisation_id=union.organisation, from_user_id=leaving,
                to_user_id=union.administrator.user_id,
            )  # fmt: skip
    assert (await Stay.get(id=story.number)).created_by_id == union.administrator.user_id
    assert (await Stay.get(id=other.number)).created_by_id == other.union.organiser.user_id
    step = await ApprovalStep.get(stay_id=story.number)
    assert step.approver_id == union.administrator.user_id
    assert await OutboxRow.filter(topic="approval.asked").count() == asked_before + 1
    await stays.agree(step.public_id, by=union.administrator)


async def test_another_unions_stays_stay_where_they_are(database):
    story, other = await held(), await make_union()
    await stays.take_over(
        organisation_id=other.organisation, from_user_id=story.union.organiser.user_id,
        to_user_id=other.organiser.user_id,
    )  # fmt: skip
    assert (await Stay.get(id=story.number)).created_by_id == story.union.organiser.user_id
