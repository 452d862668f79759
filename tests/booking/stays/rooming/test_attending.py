"""Check-in by name: each tick once, whenever it comes; the counts follow until a hand or an account stops them."""

from datetime import time, timedelta

import pytest

from booking import stays
from booking.people import NotGranted
from booking.rosters.entry_codes import entry_code
from booking.rosters.ticks import NewTick
from booking.stays import attending
from booking.stays.attending.signing import CountChanged, NothingCounted
from booking.stays.refusals import StayUnknown, TooEarly
from sites.foundation import clock
from sites.foundation.database import fetch
from sites.foundation.identifiers import public_id
from sites.packages import Heads
from tests.booking.stays.rooming.town import named
from tests.factories.people import make_operator
from tests.factories.stays import confirmed, counted, state_of


async def arriving(men: int = 3, women: int = 1, **changes):
    """A group that was booked a month ago and arrives today."""
    return await named(
        men, women, make=confirmed, **{"starts_in": 0, "made_days_ago": 30, **changes}
    )


def ticks(story, people, act: str = "came", **changes) -> list[NewTick]:
    return [NewTick(public_id(), who, act, changes.get("at", clock.now()), changes.get("way", "list")) for who in people]  # fmt: skip


async def tick(story, people, act: str = "came", **changes) -> list[str]:
    answers = await attending.tick(
        story.id, ticks(story, people, act, **changes), by=story.operator.steward
    )
    return [one.result for one in answers]


async def arrived(story) -> list[int | None]:
    page = await stays.page_of(story.id, by=story.union.organiser)
    return [night.heads["arrived"] for night in page.nights]


async def test_the_first_tick_opens_the_house_and_the_count_follows_the_ticks(database):
    story = await arriving()
    assert await tick(story, story.people[:1]) == ["came"]
    assert await state_of(story) == "in_house"
    assert await tick(story, story.people) == ["already", "came", "came", "came"]
    assert await arrived(story) == [4, None, None, None]
    assert (await attending.attendance_of(story.id, by=story.union.organiser)).here == 4


async def test_a_tick_sent_twice_is_kept_once_and_answered_again(database):
    story = await arriving()
    sent = ticks(story, story.people)
    for _ in range(2):
        answers = await attending.tick(story.id, sent, by=story.operator.steward)
        assert [one.result for one in answers] == ["came"] * 4
    assert len(await fetch("SELECT id FROM ticks")) == 4


async def test_a_code_of_this_group_is_taken_and_any_other_is_loudly_unknown_and_kept_nowhere(
    database,
):
    story = await arriving()
    code = entry_code(story.people[0])
    assert await tick(story, [code.lower(), "XXXXXXX", entry_code("f" * 32), ""], way="code") == [
        "came", "unknown", "unknown", "unknown",
    ]  # fmt: skip
    assert len(await fetch("SELECT id FROM ticks")) == 1


async def test_who_is_undone_missing_or_leaves_is_counted_so(database):
    story = await arriving()
    await tick(story, story.people)
    await tick(story, story.people[:1], "undone")
    assert (await arrived(story))[0] == 3
    await tick(story, story.people[:1], "absent")
    with clock.moved_to(clock.at(clock.today() + timedelta(days=1), time(9))):
        await tick(story, story.people[1:2], "left")
        assert (await arrived(story))[:2] == [3, 2]
    page = await attending.attendance_of(story.id, by=story.union.organiser)
    assert [one.attendance.is_absent for one in page.people] == [True, False, False, False]


async def test_a_count_by_hand_stands_and_the_difference_is_said(database):
    story = await arriving()
    await tick(story, story.people[:3])
    await counted(story, story.check_in, Heads(4))
    await tick(story, story.people[:1], "undone")
    assert (await arrived(story))[0] == 4
    (night,) = (await attending.attendance_of(story.id, by=story.operator.steward)).nights
    assert (night.differs, night.ticked.total) == (True, 2)


async def test_ticks_that_come_after_the_account_are_kept_beside_it(database):
    story = await arriving()
    when = clock.now()
    await counted(story, story.check_in, Heads(3))
    with clock.moved_to(when + timedelta(days=5)):
        await stays.depart(story.id, by=story.operator.steward)
        await stays.present_account(story.id, by=story.operator.sales)
        assert await tick(story, story.people, at=when) == ["came"] * 4
        assert (await arrived(story))[0] == 3
        nights = (await attending.attendance_of(story.id, by=story.union.organiser)).nights
    assert [night.ticked.total for night in nights] == [4, 4, 4, 4]
    assert nights[0].differs


async def test_a_tick_from_a_phone_keeps_its_own_time_but_never_a_time_to_come(database):
    story = await arriving()
    early, late = clock.now() - timedelta(hours=2), clock.now() + timedelta(days=3)
    await tick(story, story.people[:1], at=early)
    await tick(story, story.people[1:2], at=late)
    rows = await attending.attendance_of(story.id, by=story.operator.steward)
    times = [one.attendance.came.at for one in rows.people if one.attendance.came]
    assert times[0] == early
    assert times[1] < late


async def test_both_sides_sign_a_count_and_counting_anew_unsigns_it(database):
    story = await arriving()
    night = story.check_in
    with pytest.raises(NothingCounted):
        await attending.sign_night(story.id, night, heads=0, by=story.operator.steward)
    await tick(story, story.people)
    with pytest.raises(CountChanged):
        await attending.sign_night(story.id, night, heads=3, by=story.union.organiser)
    for by in (story.operator.steward, story.union.organiser, story.union.organiser):
        await attending.sign_night(story.id, night, heads=4, by=by)
    assert len(await fetch("SELECT id FROM night_signatures")) == 2
    (shown,) = (await attending.attendance_of(story.id, by=story.union.organiser)).nights
    assert sorted(shown.signed) == ["operator", "union"]
    await tick(story, story.people[:1], "undone")
    (shown,) = (await attending.attendance_of(story.id, by=story.union.organiser)).nights
    assert shown.signed == {}


async def test_attendance_is_its_own_sides_and_not_before_the_day(database):
    story = await named(2, 0, make=confirmed)
    with pytest.raises(TooEarly):
        await tick(story, story.people)
    with pytest.raises(NotGranted):
        await attending.tick(story.id, [], by=story.operator.finance)
    other = await make_operator()
    with pytest.raises(StayUnknown):
        await attending.tick(story.id, ticks(story, story.people), by=other.steward)
    with pytest.raises(StayUnknown):
        await attending.attendance_of(story.id, by=other.steward)
