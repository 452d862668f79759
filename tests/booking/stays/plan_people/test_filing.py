"""One file for all batches: nothing before it is taken, then every list at once."""

import asyncio
from datetime import timedelta

import pytest

from booking import rosters, stays
from booking.people import NotGranted
from booking.plans import PlanUnknown
from booking.rosters import FileMoved, NoFileOpen
from booking.rosters.plan_file_model import PlanFile
from booking.stays import plan_people
from booking.stays.models import StayEvent
from booking.stays.plan_people import PlanBatchFull
from sites.foundation import clock
from sites.foundation.database import fetch
from tests.factories.people import make_union
from tests.factories.plan_people import names, number_of, planned


def listed(*people: tuple[str, str, str]) -> bytes:
    return "\n".join(["批次,姓名,身份证号", *[",".join(one) for one in people]]).encode()


async def sent(story, *people: tuple[str, str, str]) -> None:
    file = await rosters.read_file(listed(*people), "全年名单.csv", by_batch=True)
    await plan_people.send_plan_file(story.plan, file, by=story.union.organiser)


async def took(story) -> stays.Taken:
    file = await plan_people.plan_file(story.plan, by=story.union.organiser)
    edition = file.file.edition if file else 1
    return await plan_people.take_plan_file(story.plan, edition=edition, by=story.union.organiser)


async def test_a_file_fills_the_lists_of_its_batches_and_none_before_it_is_taken(database):
    story = await planned()
    await sent(story, ("1", "示例甲", number_of()), ("第二批", "示例乙", ""), ("1", "示例丙", ""))
    assert await names(story, 1) == []
    assert await took(story) == stays.Taken(3, 0, 0, 0)
    assert await names(story, 1) == ["示例甲", "示例丙"]
    assert await names(story, 2) == ["示例乙"]
    told = await StayEvent.filter(act="listed").order_by("stay_id")
    assert [one.facts["named"] for one in told] == [2, 1]
    with pytest.raises(NoFileOpen):
        await took(story)


async def test_sound_rows_are_taken_while_faulty_ones_wait_and_are_mended(database):
    story = await planned()
    await sent(story, ("1", "示例甲", ""), ("3", "示例乙", ""), ("2", "示例丙", "123"))
    assert await took(story) == stays.Taken(1, 0, 0, 2)
    cells = {(3, "batch"): "2", (4, "number"): number_of()}
    await plan_people.mend_plan_file(story.plan, cells, by=story.union.organiser)
    assert await took(story) == stays.Taken(2, 0, 0, 0)
    assert await names(story, 2) == ["示例乙", "示例丙"]


async def test_one_batch_that_is_too_full_keeps_every_list_as_it_was(database):
    story = await planned(heads=2)
    await sent(
        story, ("1", "示例甲", ""), ("2", "示例乙", ""), ("2", "示例丙", ""), ("2", "示例丁", "")
    )
    with pytest.raises(PlanBatchFull) as refused:
        await took(story)
    assert refused.value.params["number"] == 2
    assert (await names(story, 1), await names(story, 2)) == ([], [])
    await plan_people.mend_plan_file(story.plan, {}, without=[5], by=story.union.organiser)
    assert await took(story) == stays.Taken(3, 0, 0, 0)


async def test_a_person_of_a_batch_is_known_again_and_changed(database):
    story, number = await planned(), number_of()
    await sent(story, ("1", "示例甲", number))
    await took(story)
    await sent(story, ("1", "示例甲改", number), ("2", "示例乙", ""))
    assert await took(story) == stays.Taken(1, 1, 0, 0)
    assert await names(story, 1) == ["示例甲改"]
    await sent(story, ("2", "示例甲改", number))
    assert await took(story) == stays.Taken(0, 0, 0, 1)


async def test_a_file_that_waits_is_sealed_empty_once_it_ended_and_a_week_old_at_most(database):
    story, number = await planned(), number_of()
    await sent(story, ("1", "示例甲", number), ("1", "示例乙", "123"))
    kept = str(await fetch("SELECT * FROM plan_files"))
    assert number not in kept
    assert "示例甲" not in kept
    with clock.moved_to(clock.now() + timedelta(days=6)):
        assert await rosters.plan_files.too_old() == []
    with clock.moved_to(clock.now() + timedelta(days=8)):
        for _ in range(2):
            for old in await rosters.plan_files.too_old():
                await rosters.plan_files.forget(old)
        assert [row.rows_sealed for row in await PlanFile.all()] == [""]


async def test_the_same_file_sent_again_loses_nothing_that_was_mended(database):
    story = await planned()
    await sent(story, ("9", "示例甲", ""))
    await plan_people.mend_plan_file(story.plan, {(2, "batch"): "1"}, by=story.union.organiser)
    await sent(story, ("9", "示例甲", ""))
    assert (await took(story)).added == 1


async def test_what_changed_since_it_was_looked_at_is_looked_at_again(database):
    story = await planned()
    await sent(story, ("1", "示例甲", ""))
    await plan_people.mend_plan_file(story.plan, {(2, "name"): "示例丙"}, by=story.union.organiser)
    with pytest.raises(FileMoved):
        await plan_people.take_plan_file(story.plan, edition=1, by=story.union.organiser)


async def test_two_who_send_or_take_at_once_leave_one_file_and_take_it_once(database):
    story = await planned()
    await asyncio.gather(*[sent(story, ("1", name, "")) for name in ("示例甲", "示例乙")])
    assert await PlanFile.filter(ended_at=None).count() == 1
    done = await asyncio.gather(took(story), took(story), return_exceptions=True)
    assert sum(isinstance(one, stays.Taken) for one in done) == 1
    assert len(await names(story, 1)) == 1


async def test_a_file_that_is_dropped_leaves_every_list_as_it_was(database):
    story = await planned()
    await sent(story, ("1", "示例甲", ""))
    await plan_people.drop_plan_file(story.plan, by=story.union.organiser)
    assert await plan_people.plan_file(story.plan, by=story.union.organiser) is None
    assert await names(story, 1) == []


async def test_nobody_else_sees_sends_or_takes_the_file(database):
    story, other = await planned(), await make_union()
    await sent(story, ("1", "示例甲", ""))
    file = await rosters.read_file(listed(("1", "示例乙", "")), "a.csv", by_batch=True)
    for by, refusal in ((other.organiser, PlanUnknown), (story.union.approver, NotGranted)):
        with pytest.raises(refusal):
            await plan_people.plan_file(story.plan, by=by)
        with pytest.raises(refusal):
            await plan_people.send_plan_file(story.plan, file, by=by)
        with pytest.raises(refusal):
            await plan_people.take_plan_file(story.plan, edition=1, by=by)


async def test_a_file_without_a_column_of_batches_is_not_read_as_one_of_a_plan(database):
    with pytest.raises(rosters.BatchHeadingMissing):
        await rosters.read_file("姓名,身份证号\n示例甲,".encode(), "a.csv", by_batch=True)
