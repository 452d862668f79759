"""A stay's rooming list: laid, changed by hand, taken back, sent, and the nights follow it."""

import asyncio
from datetime import timedelta

import pytest

from booking import rosters, stays
from booking.people import NotGranted
from booking.rosters import Needs, NeedsUnfit, TravellerUnknown
from booking.stays import rooming
from booking.stays.refusals import StayUnknown
from booking.stays.rooming.refusals import (
    NobodyLodged,
    NothingToUndo,
    NotOnTheList,
    RoomFull,
    RoomingChanged,
    RoomLocked,
    SexesMixed,
)
from sites.foundation.database import fetch
from sites.listings import SiteUnknown
from sites.packages import Heads
from tests.booking.stays.rooming.town import named
from tests.factories.people import make_operator, make_union
from tests.factories.places import TWIN
from tests.factories.stays import confirmed


def by(story):
    return story.union.organiser


async def page_of(story):
    return await rooming.rooming_of(story.id, by=by(story))


def places(page) -> dict[str, str]:
    """Who lies where, by person."""
    return {guest.id: room.key for room in page.rooms for guest in room.guests}


async def picked_up(story) -> list[int | None]:
    page = await stays.page_of(story.id, by=by(story))
    return [night.rooms["picked_up"] for night in page.nights]


async def test_everybody_is_laid_and_the_odd_ones_rooms_count_as_picked_up(database):
    story = await named(3, 1)
    assert await picked_up(story) == [2, 2, 2, 2]
    assert await rooming.draw_up_rooming(story.id, anew=True, by=by(story)) == rooming.DrawnUp(4, 0)
    page = await page_of(story)
    assert [room.why for room in page.rooms] == ["same_sex", "odd_ask", "odd_ask"]
    assert (page.lodged, page.used, page.version) == (4, 3, 1)
    assert await picked_up(story) == [3, 3, 3, 3]


async def test_the_same_again_keeps_no_new_version(database):
    story = await named(3, 1)
    for _ in range(2):
        await rooming.draw_up_rooming(story.id, anew=True, by=by(story))
    assert (await page_of(story)).version == 1


async def test_who_comes_to_the_list_later_is_laid_around_those_who_lie(database):
    story = await named(2, 1, heads=Heads(4), rooms={TWIN: 2})
    await rooming.draw_up_rooming(story.id, anew=True, by=by(story))
    before = places(await page_of(story))
    await stays.name_travellers(
        story.id,
        [rosters.draft(name="示例丁", kind="worker", sex="f", document="other")],
        by=by(story),
    )
    await rooming.draw_up_rooming(story.id, anew=False, by=by(story))
    after = places(await page_of(story))
    assert before.items() <= after.items()
    assert len(after) == 4


async def test_two_who_change_the_same_version_at_once_change_it_once(database):
    story = await named(3, 1)
    await rooming.draw_up_rooming(story.id, anew=True, by=by(story))
    rooms = [room.key for room in (await page_of(story)).rooms]
    moves = [
        rooming.move_guest(story.id, story.people[0], rooms[1], seen=1, by=by(story)),
        rooming.lock_room(story.id, rooms[2], locked=True, seen=1, by=by(story)),
    ]
    answers = await asyncio.gather(*moves, return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["NoneType", "RoomingChanged"]
    assert (await page_of(story)).version == 2


async def test_a_person_moves_into_a_free_bed_and_back_and_the_history_stays(database):
    story = await named(3, 1)
    await rooming.draw_up_rooming(story.id, anew=True, by=by(story))
    laid = places(await page_of(story))
    alone = next(
        room.key
        for room in (await page_of(story)).rooms
        if room.guests and room.guests[0].id == story.people[2]
    )
    await rooming.move_guest(story.id, story.people[0], alone, by=by(story))
    moved = places(await page_of(story))
    assert moved == {**laid, story.people[0]: alone}
    await rooming.undo_rooming(story.id, by=by(story))
    assert places(await page_of(story)) == laid
    with pytest.raises(NothingToUndo):
        await rooming.undo_rooming(story.id, by=by(story))
    acts = [row["act"] for row in await fetch("SELECT act FROM rooming_versions ORDER BY version")]
    assert acts == ["drawn", "moved", "undone"]


async def test_what_a_room_cannot_take_is_refused_and_nothing_is_kept_of_it(database):
    story = await named(3, 1)
    await rooming.draw_up_rooming(story.id, anew=True, by=by(story))
    laid = places(await page_of(story))
    first, third, woman = (story.people[n] for n in (0, 2, 3))
    for person, room, refusal in (
        (third, laid[first], RoomFull),
        (third, laid[woman], SexesMixed),
        (third, "9-9", NotOnTheList),
        ("0" * 32, laid[woman], NotOnTheList),
    ):
        with pytest.raises(refusal):
            await rooming.move_guest(story.id, person, room, by=by(story))
    assert places(await page_of(story)) == laid


async def test_two_people_change_beds_and_one_without_a_bed_takes_anothers(database):
    story = await named(4, 0)
    await rooming.draw_up_rooming(story.id, anew=True, by=by(story))
    laid = places(await page_of(story))
    one, two = story.people[0], next(p for p in story.people if laid[p] != laid[story.people[0]])
    await rooming.swap_guests(story.id, one, two, by=by(story))
    swapped = places(await page_of(story))
    assert (swapped[one], swapped[two]) == (laid[two], laid[one])
    await rooming.move_guest(story.id, one, "", by=by(story))
    await rooming.swap_guests(story.id, two, one, by=by(story))
    page = await page_of(story)
    assert [guest.id for guest in page.left] == [two]
    assert places(page)[one] == swapped[two]


async def test_a_locked_room_is_left_alone_by_hand_and_when_all_are_laid_anew(database):
    story = await named(4, 0)
    await rooming.draw_up_rooming(story.id, anew=True, by=by(story))
    laid = places(await page_of(story))
    one, two = story.people[0], next(p for p in story.people if laid[p] != laid[story.people[0]])
    await rooming.swap_guests(story.id, one, two, by=by(story))
    mine = places(await page_of(story))
    await rooming.lock_room(story.id, mine[one], locked=True, by=by(story))
    with pytest.raises(RoomLocked):
        await rooming.move_guest(story.id, one, "", by=by(story))
    with pytest.raises(RoomLocked):
        await rooming.swap_guests(story.id, one, two, by=by(story))
    await rooming.draw_up_rooming(story.id, anew=True, by=by(story))
    assert places(await page_of(story))[one] == mine[one]


async def test_a_couple_shares_and_may_be_put_together_by_hand(database):
    story = await named(1, 1)
    await rooming.draw_up_rooming(story.id, anew=True, by=by(story))
    man, woman = story.people
    for person in story.people:
        await rooming.write_needs(story.id, person, Needs(bond="示例家"), by=by(story))
    await rooming.move_guest(story.id, woman, places(await page_of(story))[man], by=by(story))
    assert {room.why for room in (await page_of(story)).rooms if room.guests} == {"bond"}


async def test_nights_of_ones_own_are_kept_and_counted(database):
    story = await named(2, 0)
    first = story.check_in
    await rooming.write_needs(
        story.id, story.people[0], Needs(leaves_on=first + timedelta(days=2)), by=by(story)
    )
    page = await stays.page_of(story.id, by=by(story))
    assert [night.heads["picked_up"] for night in page.nights] == [2, 2, 1, 1]
    with pytest.raises(NeedsUnfit):
        await rooming.write_needs(story.id, story.people[0], Needs(leaves_on=first), by=by(story))
    await rooming.draw_up_rooming(story.id, anew=True, by=by(story))
    meals = (await page_of(story)).meals
    assert [(day.breakfast, day.lunch, day.dinner) for day in meals] == [
        (0, 0, 2), (2, 2, 2), (2, 1, 1), (1, 1, 1), (1, 0, 0)
    ]  # fmt: skip


async def test_diets_are_counted_for_the_days_on_which_people_eat(database):
    story = await named(2, 0)
    await rooming.write_needs(
        story.id, story.people[0], Needs(diet="halal", department="示例科"), by=by(story)
    )
    assert [day.diets for day in (await page_of(story)).meals] == [{"halal": 1}] * 5


async def test_who_is_taken_off_the_list_leaves_their_bed_and_their_needs(database):
    story = await named(2, 0)
    await rooming.write_needs(story.id, story.people[0], Needs(care="示例：膝伤"), by=by(story))
    await rooming.draw_up_rooming(story.id, anew=True, by=by(story))
    await stays.unname_traveller(story.id, story.people[0], by=by(story))
    assert [len(room.guests) for room in (await page_of(story)).rooms] == [1]
    assert await fetch("SELECT id FROM traveller_needs") == []


async def test_the_base_sees_what_was_sent_and_nothing_before_the_confirmation(database):
    story = await named(3, 1)
    with pytest.raises(NobodyLodged):
        await rooming.send_rooming(story.id, by=by(story))
    await rooming.draw_up_rooming(story.id, anew=True, by=by(story))
    await rooming.send_rooming(story.id, by=by(story))
    assert await rooming.sent_rooming(story.id, by=story.operator.steward) is None

    booked = await named(3, 1, make=confirmed, union=story.union, place=story.place, starts_in=60)
    steward = booked.operator.steward
    await rooming.draw_up_rooming(booked.id, anew=True, by=by(booked))
    assert await rooming.sent_rooming(booked.id, by=steward) is None
    await rooming.send_rooming(booked.id, by=by(booked))
    await rooming.send_rooming(booked.id, by=by(booked))
    sent = await rooming.sent_rooming(booked.id, by=steward)
    await rooming.move_guest(booked.id, booked.people[0], "", by=by(booked))
    assert (await rooming.sent_rooming(booked.id, by=steward)).rooms == sent.rooms
    page = await stays.page_of(booked.id, by=by(booked))
    assert [event.act for event in page.events].count("rooming_sent") == 1


async def test_the_base_numbers_its_rooms_and_says_what_it_does_with_the_odd_one(database):
    story = await named(3, 1, make=confirmed)
    steward, sales = story.operator.steward, story.operator.sales
    await rooming.draw_up_rooming(story.id, anew=True, by=by(story))
    key = (await page_of(story)).rooms[0].key
    await rooming.number_rooms(story.id, {key: " 105 "}, by=steward)
    await rooming.set_odd_rule(story.place.code, "single", by=sales)
    page = await page_of(story)
    assert (page.rooms[0].number, page.odd_rule) == ("105", "single")
    assert page.rooms[1].why == "odd_single"
    with pytest.raises(NotOnTheList):
        await rooming.number_rooms(story.id, {"9-9": "1"}, by=steward)
    with pytest.raises(SiteUnknown):
        await rooming.set_odd_rule(story.place.code, "ask", by=(await make_operator()).sales)


async def test_the_list_is_its_own_unions_and_its_own_bases(database):
    story, other, base = (
        await named(2, 0, make=confirmed),
        await make_union(),
        await make_operator(),
    )
    await rooming.draw_up_rooming(story.id, anew=True, by=by(story))
    await rooming.send_rooming(story.id, by=by(story))
    with pytest.raises(StayUnknown):
        await rooming.rooming_of(story.id, by=other.organiser)
    with pytest.raises(StayUnknown):
        await rooming.sent_rooming(story.id, by=base.steward)
    with pytest.raises(NotGranted):
        await rooming.rooming_of(story.id, by=story.union.viewer)
    with pytest.raises(NotGranted):
        await rooming.draw_up_rooming(story.id, anew=True, by=story.union.approver)
    with pytest.raises(TravellerUnknown):
        await rooming.write_needs(story.id, "0" * 32, Needs(), by=by(story))


async def test_a_page_that_is_older_than_the_list_changes_nothing(database):
    story = await named(2, 0)
    await rooming.draw_up_rooming(story.id, anew=True, by=by(story))
    with pytest.raises(RoomingChanged):
        await rooming.move_guest(story.id, story.people[0], "", seen=0, by=by(story))
    assert len(places(await page_of(story))) == 2
