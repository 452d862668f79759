"""A file on its way to the list: nothing before it is taken, sound rows first, and versions that say what differs."""

import asyncio
from datetime import date, timedelta

import pytest

from booking import rosters, stays
from booking.people import NotGranted
from booking.rosters import FileMoved, NoFileOpen, RosterFull
from booking.rosters.file_model import RosterFile
from booking.rosters.models import Traveller
from booking.rosters.rooming_models import TravellerNeeds
from sites.foundation import clock
from sites.foundation.database import fetch
from sites.packages import Heads
from tests.factories.people import make_union
from tests.factories.places import TWIN
from tests.factories.resident_numbers import resident_number_for
from tests.factories.stays import held

BORN = date(1980, 5, 1)


def listed(*people: tuple[str, str]) -> bytes:
    return "\n".join(["姓名,身份证号", *[f"{name},{number}" for name, number in people]]).encode()


def numbers(count: int) -> list[str]:
    return [resident_number_for(BORN) for _ in range(count)]


async def sent(story, data: bytes, *, whole: bool = False) -> None:
    file = await rosters.read_file(data, "名单.csv")
    await stays.send_roster_file(story.id, file, is_whole=whole, by=story.union.organiser)


async def took(story) -> stays.Taken:
    file = await stays.roster_file(story.id, by=story.union.organiser)
    return await stays.take_roster_file(story.id, edition=file.edition if file else 1, by=story.union.organiser)  # fmt: skip


async def on(story) -> list[str]:
    page = await stays.page_of(story.id, by=story.union.organiser)
    return [one.name for one in (await rosters.roster_of(page.party_id)).people]


async def test_nothing_is_on_the_list_before_the_file_is_taken(database):
    story = await held()
    one, two = numbers(2)
    await sent(story, listed(("示例甲", one), ("示例乙", two)))
    assert await on(story) == []
    assert await took(story) == stays.Taken(2, 0, 0, 0)
    assert await on(story) == ["示例甲", "示例乙"]
    page = await stays.page_of(story.id, by=story.union.organiser)
    assert page.nights[0].heads["picked_up"] == 2
    assert page.events[-1].facts == {"added": 2, "changed": 0, "left": 0, "named": 2}


async def test_sound_rows_are_taken_while_faulty_ones_wait_and_are_mended(database):
    story = await held()
    one, two = numbers(2)
    await sent(story, listed(("示例甲", one), ("示例乙", "123")))
    assert await took(story) == stays.Taken(1, 0, 0, 1)
    by = story.union.organiser
    await stays.mend_roster_file(story.id, {(3, "number"): two}, by=by)
    assert await took(story) == stays.Taken(1, 0, 0, 0)
    with pytest.raises(NoFileOpen):
        await took(story)


async def test_a_file_that_waits_is_sealed_and_empty_once_it_ended(database):
    story = await held()
    (one,) = numbers(1)
    await sent(story, listed(("示例甲", one), ("示例乙", "123")))
    kept = str(await fetch("SELECT * FROM roster_files"))
    assert one not in kept
    assert "示例甲" not in kept
    await stays.drop_roster_file(story.id, by=story.union.organiser)
    assert [row.rows_sealed for row in await RosterFile.all()] == [""]


async def test_a_file_nobody_took_is_forgotten_after_a_week(database):
    story = await held()
    await sent(story, listed(("示例甲", "")))
    assert await rosters.roster_files.too_old() == []
    with clock.moved_to(clock.now() + timedelta(days=8)):
        for old in await rosters.roster_files.too_old():
            await rosters.roster_files.forget(old)
        assert await rosters.roster_files.too_old() == []
    assert await stays.roster_file(story.id, by=story.union.organiser) is None


async def test_the_same_file_sent_again_loses_nothing_that_was_mended(database):
    story = await held()
    data = listed(("示例乙", "123"))
    await sent(story, data)
    await stays.mend_roster_file(story.id, {(2, "number"): numbers(1)[0]}, by=story.union.organiser)
    await sent(story, data)
    assert (await took(story)).added == 1


async def test_two_who_send_at_once_leave_one_file(database):
    story = await held()
    await asyncio.gather(*[sent(story, listed((name, ""))) for name in ("示例甲", "示例乙")])
    assert await RosterFile.filter(ended_at=None).count() == 1


async def test_two_who_take_at_once_take_once(database):
    story = await held()
    await sent(story, listed(("示例甲", numbers(1)[0])))
    done = await asyncio.gather(took(story), took(story), return_exceptions=True)
    assert sum(isinstance(one, stays.Taken) for one in done) == 1
    assert await on(story) == ["示例甲"]


async def test_what_changed_since_it_was_looked_at_is_looked_at_again(database):
    story = await held()
    await sent(story, listed(("示例甲", "")))
    await stays.mend_roster_file(story.id, {(2, "name"): "示例丙"}, by=story.union.organiser)
    with pytest.raises(FileMoved):
        await stays.take_roster_file(story.id, edition=1, by=story.union.organiser)


async def test_a_whole_list_takes_off_who_is_not_in_it_and_the_group_stays(database):
    story = await held(heads=Heads(2), rooms={TWIN: 1})
    one, two, three = numbers(3)
    await sent(story, listed(("示例甲", one), ("示例乙", two)))
    await took(story)
    await sent(story, listed(("示例甲", one), ("示例丙", three)), whole=True)
    assert await took(story) == stays.Taken(1, 0, 1, 0)
    assert await on(story) == ["示例甲", "示例丙"]


async def test_more_than_booked_are_refused_and_the_file_waits_on(database):
    story = await held(heads=Heads(2), rooms={TWIN: 1})
    await sent(story, listed(("示例甲", ""), ("示例乙", ""), ("示例丙", "")))
    with pytest.raises(RosterFull):
        await took(story)
    assert await on(story) == []
    assert await stays.roster_file(story.id, by=story.union.organiser)


async def test_versions_say_who_came_left_and_changed_without_numbers(database):
    story = await held()
    one, two, three = numbers(3)
    await sent(story, listed(("示例甲", one), ("示例乙", two)))
    await took(story)
    await sent(story, listed(("示例甲改", one), ("示例丙", three)), whole=True)
    await took(story)
    party = (await stays.page_of(story.id, by=story.union.organiser)).party_id
    assert [(v.number, v.people) for v in await rosters.versions_of(party)] == [(2, 2), (1, 2)]
    found = {(d.act, d.name, d.fields) for d in await rosters.differences(party, since=1)}
    assert found == {
        ("added", "示例丙", ()),
        ("changed", "示例甲改", ("name",)),
        ("left", "示例乙", ()),
    }
    whole = {(d.act, d.name) for d in await rosters.differences(party, since=0)}
    assert whole == {("added", "示例丙"), ("added", "示例甲改")}
    kept = str(await fetch("SELECT * FROM roster_changes"))
    assert not any(number in kept for number in (one, two, three))


async def test_nobody_else_sees_or_takes_the_file(database):
    story, other = await held(), await make_union()
    await sent(story, listed(("示例甲", "")))
    for by, refusal in ((other.organiser, "stay_unknown"), (story.union.viewer, NotGranted.code)):
        with pytest.raises(Exception, match=refusal):
            await stays.roster_file(story.id, by=by)
        with pytest.raises(Exception, match=refusal):
            await stays.take_roster_file(story.id, edition=1, by=by)


async def test_the_department_of_a_file_is_what_rooming_goes_by_and_no_note(database):
    story = await held()
    first, second = numbers(2)
    head = "姓名,身份证号,部门,备注"
    for departments, found in (
        (("一车间", ""), {"示例甲": "一车间"}),
        (("二车间", "二车间"), {"示例甲": "二车间", "示例乙": "二车间"}),
    ):
        rows = [head, f"示例甲,{first},{departments[0]},靠窗", f"示例乙,{second},{departments[1]},"]
        await sent(story, "\n".join(rows).encode())
        await took(story)
        assert await _departments() == found
    assert {row.name: row.note for row in await Traveller.all()} == {"示例甲": "靠窗", "示例乙": ""}


async def _departments() -> dict[str, str]:
    rows = await TravellerNeeds.all().prefetch_related("traveller")
    return {row.traveller.name: row.department for row in rows}
