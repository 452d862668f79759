"""What happened is told once to those who must know, never to the one who did it, and never with a blank."""

from datetime import timedelta
from types import SimpleNamespace

from booking import notices, people, stays
from booking.notices.models import Letter, Notice
from booking.people.models import Organisation, User
from booking.stays.models import ApprovalStep, Message, StayEvent
from scheduler.jobs.told import tell_deputy
from sites.foundation import clock
from sites.foundation.language import speaking
from sites.foundation.outbox import OutboxRow
from sites.listings import check_rooms
from tests.booking.stays.stories import present, return_account, row_of, submit
from tests.factories.people import make_union
from tests.factories.places import make_place
from tests.factories.stays import accounted, departed, held, submitted


async def tell(story: SimpleNamespace, act: str) -> int:
    event = await StayEvent.filter(stay_id=story.number, act=act).order_by("-id").first()
    assert event is not None
    return await notices.tell_event(event.id)


async def told() -> list[tuple[str, int]]:
    return [(n.topic, n.user_id) for n in await Notice.all().order_by("topic", "user_id")]


async def test_a_submission_is_told_to_those_of_the_house_who_may_answer_however_often_it_runs(
    database,
):
    story = await submitted()
    assert [await tell(story, "submitted") for _ in range(3)] == [2, 0, 0]
    people_ = {story.operator.sales.user_id, story.operator.administrator.user_id}
    assert await told() == [("submitted", user) for user in sorted(people_)]
    letters = await Letter.all()
    assert {letter.address for letter in letters} == {
        user.email for user in await User.filter(id__in=people_)
    }
    assert await OutboxRow.filter(topic="mail.send").count() == 2


async def test_whoever_acted_is_not_told_of_it(database):
    story = await held()
    await stays.prolong(story.id, by=story.union.organiser)
    assert await tell(story, "prolonged") == 1
    assert await told() == [("prolonged", story.union.administrator.user_id)]
    assert await Letter.all().count() == 0


async def test_a_hold_that_lapsed_is_no_news_for_a_house_that_never_heard_of_it(database):
    story = await held(kind="checkout")
    with clock.moved_to(clock.now() + timedelta(hours=1)):
        await stays.expire(story.number)
    await tell(story, "expired")

    house = {story.operator.sales.user_id, story.operator.administrator.user_id}
    assert not house & {user for _, user in await told()}


async def test_an_instant_site_is_not_asked_for_an_answer(database):
    story = await held(place=await make_place(booking_mode="instant"))
    await check_rooms(story.place.id, by=story.operator.sales)
    await submit(story)
    assert await tell(story, "submitted") == 0


async def test_an_account_that_was_sent_back_meanwhile_is_not_to_be_checked(database):
    story = await accounted()
    await return_account(story)
    assert await tell(story, "account_presented") == 0
    await present(story)
    assert await tell(story, "account_presented") == 2


async def test_a_departure_without_a_count_asks_the_house_who_came(database):
    story = await departed()
    assert await tell(story, "departed") > 0
    topics = {topic for topic, _ in await told()}
    assert topics == {"departed", "arrivals_unknown"}
    assert await tell(story, "departed") == 0


async def test_what_is_counted_or_named_is_no_news(database):
    story = await departed()
    event = await StayEvent.create(
        stay_id=story.number, at=clock.now(), act="counted", to_state="departed", by_kind="operator"
    )
    assert await notices.tell_event(event.id) == 0


async def test_a_message_is_told_to_the_other_side_without_its_text(database):
    story = await held()
    await stays.write_message(story.id, text="王师傅的电话 13800138000", by=story.operator.sales)
    message = await Message.first()
    assert await notices.tell_message(message.id) > 0
    assert await notices.tell_message(message.id) == 0
    assert story.union.organiser.user_id in [user for _, user in await told()]
    everything = [str(dict(row)) for table in (Notice, Letter) for row in await table.all()]
    assert not any("13800138000" in row or "王师傅" in row for row in everything)


async def test_an_approval_is_asked_of_its_approver_alone_and_only_while_it_is_open(database):
    union = await make_union()
    await people.set_approval(
        [union.approver.user_id], tolerance_percent=0, tolerance_heads=0, by=union.administrator
    )
    story = await held(union=union)
    await stays.ask_approval(story.id, by=union.organiser)
    step = await ApprovalStep.first()
    assert [await notices.tell_approval(step.id) for _ in range(2)] == [1, 0]
    notice = await Notice.get(topic="approval_asked")
    assert (notice.user_id, notice.path) == (
        union.approver.user_id,
        f"/union/approvals/{step.public_id}",
    )
    await stays.agree(step.public_id, by=union.approver)
    await Notice.all().delete()
    assert await notices.tell_approval(step.id) == 0


async def test_a_date_is_reminded_of_once_and_a_later_one_anew(database):
    story = await held(starts_in=60)
    assert await notices.remind(story.number, "hold_ending") > 0
    assert await notices.remind(story.number, "hold_ending") == 0
    await stays.prolong(story.id, by=story.union.organiser)
    assert await notices.remind(story.number, "hold_ending") > 0


async def test_a_verified_union_hears_it_and_a_refused_one_hears_why(database):
    union = await make_union()
    assert [await notices.tell_judgement(union.organisation) for _ in range(2)] == [1, 0]
    await Organisation.filter(id=union.organisation).update(
        standing="refused", refused_why="代码有误"
    )
    assert await notices.tell_judgement(union.organisation) == 1
    with speaking("en"):
        lines = (await notices.notices_of(union.administrator)).items
    assert [line.subject for line in lines] == [
        "Your union was not verified",
        "Your union is verified",
    ]
    assert "代码有误" in lines[0].text


async def test_people_who_left_or_were_switched_off_are_told_nothing(database):
    story = await submitted()
    await User.filter(id=story.operator.administrator.user_id).update(is_active=False)
    assert await tell(story, "submitted") == 1
    assert (await row_of(story)).state == "submitted"


async def test_notices_are_counted_opened_and_read_by_their_own_reader_only(database):
    story = await held()
    for _ in range(3):
        await stays.write_message(story.id, text="x", by=story.operator.sales)
    for message in await Message.all():
        await notices.tell_message(message.id)
    me, other = story.union.organiser, story.union.administrator
    assert (await notices.unread(me), await notices.unread(other)) == (3, 3)
    first, second = (await notices.notices_of(me, number=1, size=2)).items
    rest = (await notices.notices_of(me, number=2, size=2)).items
    assert len(rest) == 1
    assert await notices.open_notice(first.public_id, by=other) is None
    assert await notices.open_notice("x" * 40, by=me) is None
    with clock.moved_to(clock.now() + timedelta(minutes=1)):
        assert await notices.open_notice(first.public_id, by=me) == f"/union/stays/{story.id}"
    assert await notices.unread(me) == 2
    assert await notices.read_all(me) == 2
    assert (await notices.unread(me), await notices.unread(other)) == (0, 3)
    assert not second.is_read


async def test_an_approval_is_asked_of_todays_deputy_too_in_the_approvers_place(database):
    union = await make_union()
    ids = dict(await User.all().values_list("id", "public_id"))
    deputy, later = union.finance, union.viewer
    for one in (deputy, later):
        await people.change_roles(ids[one.user_id], ["approver"], by=union.administrator)
    await people.set_approval(
        [union.approver.user_id], tolerance_percent=0, tolerance_heads=0, by=union.administrator
    )
    today, day = clock.today(), timedelta(days=1)
    for who, first, last in ((deputy, today, today), (later, today + day, today + 9 * day)):
        absence = people.Absence(ids[union.approver.user_id], ids[who.user_id], first, last)
        await people.set_deputy(absence, by=union.approver)
    story = await held(union=union)
    await stays.ask_approval(story.id, by=union.organiser)
    step = await ApprovalStep.get(stay_id=story.number)
    assert [await notices.tell_approval(step.id) for _ in range(2)] == [2, 0]
    assert await told() == [
        ("approval_asked", union.approver.user_id), ("approval_asked_instead", deputy.user_id),
    ]  # fmt: skip
    asked = await Notice.get(topic="approval_asked_instead")
    assert asked.path == f"/union/approvals/{step.public_id}"


async def test_a_deputy_is_told_from_when_to_when_and_when_it_ends_and_never_for_whom(database):
    union = await make_union()
    ids = dict(await User.all().values_list("id", "public_id"))
    await people.change_roles(ids[union.finance.user_id], ["approver"], by=union.administrator)
    absence = people.Absence(
        ids[union.approver.user_id], ids[union.finance.user_id], clock.today(), clock.today()
    )
    await people.set_deputy(absence, by=union.approver)
    [standin] = await people.standins(union.organisation)
    await people.end_deputy(standin.id, by=union.administrator)
    for row in await OutboxRow.filter(topic="people.deputy_changed").order_by("id"):
        for _ in range(2):
            await tell_deputy(row.payload)
    reader = union.finance.user_id
    assert await told() == [("deputy_ended", reader), ("deputy_set", reader)]
    lines = (await notices.notices_of(union.finance)).items
    name = (await User.get(id=union.approver.user_id)).name
    assert not any(name in line.subject + line.text + line.where for line in lines)
    assert lines[1].path == "/union/approvals"
