"""Names on the list: sealed, counted into the nights, refused where they do not fit."""

import asyncio
from datetime import date

import pytest

from booking import rosters, stays
from booking.people import NotGranted
from booking.rosters import AlreadyOnRoster, RosterFull, TravellerUnknown, draft
from booking.stays.refusals import AlreadyMoved, HoldOver, StayUnknown
from sites.foundation.amounts import Money
from sites.foundation.database import fetch
from sites.packages import Heads
from tests.factories.people import make_union
from tests.factories.places import FAMILY, TWIN
from tests.factories.resident_numbers import resident_number_for
from tests.factories.stays import departed, held, state_of

BORN = date(1980, 5, 1)


def people_of(workers: int, family: int = 0) -> list[rosters.TravellerDraft]:
    kinds = ["worker"] * workers + ["family"] * family
    return [draft(name="示例人", kind=kind, number=resident_number_for(BORN)) for kind in kinds]


async def test_names_are_counted_into_every_night_and_the_contract_stays(database):
    story = await held(heads=Heads(5, 2), rooms={TWIN: 2, FAMILY: 1})
    await stays.name_travellers(story.id, people_of(3, 1), by=story.union.organiser)
    page = await stays.page_of(story.id, by=story.union.organiser)
    assert [night.heads["picked_up"] for night in page.nights] == [4, 4, 4, 4]
    assert [night.rooms["picked_up"] for night in page.nights] == [2, 2, 2, 2]
    assert page.nights[0].heads["contracted"] == 7
    assert page.events[-1].facts == {"added": 4, "named": 4}


async def test_more_workers_than_contracted_are_named_but_not_picked_up(database):
    story = await held(heads=Heads(2, 2), rooms={TWIN: 2})
    await stays.name_travellers(story.id, people_of(4), by=story.union.organiser)
    page = await stays.page_of(story.id, by=story.union.organiser)
    assert page.nights[0].workers["picked_up"] == 2


async def test_nobody_is_named_beyond_the_heads_of_the_stay_and_nothing_is_kept_of_it(database):
    story = await held(heads=Heads(2), rooms={TWIN: 1})
    with pytest.raises(RosterFull):
        await stays.name_travellers(story.id, people_of(3), by=story.union.organiser)
    page = await stays.page_of(story.id, by=story.union.organiser)
    assert (await rosters.roster_of(page.party_id)).people == ()


async def test_the_same_number_stands_on_a_list_once(database):
    story = await held()
    person = people_of(1)
    await stays.name_travellers(story.id, person, by=story.union.organiser)
    with pytest.raises(AlreadyOnRoster):
        await stays.name_travellers(story.id, person, by=story.union.organiser)


async def test_two_who_name_the_same_person_at_once_name_them_once(database):
    story = await held()
    person = people_of(1)
    twice = [stays.name_travellers(story.id, person, by=story.union.organiser) for _ in range(2)]
    answers = await asyncio.gather(*twice, return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["AlreadyOnRoster", "int"]


async def test_whom_a_union_names_for_two_groups_on_the_same_nights_it_is_told_of(database):
    first = await held(starts_in=30)
    place, union = first.place, first.union
    overlapping = await held(
        union=union, place=place, starts_in=33, heads=Heads(5), rooms={TWIN: 3}
    )
    later = await held(union=union, place=place, starts_in=34, heads=Heads(5), rooms={TWIN: 3})
    foreign = await held(place=place, starts_in=30, heads=Heads(5), rooms={TWIN: 3})
    person = people_of(1)
    for story in (first, overlapping, later, foreign):
        await stays.name_travellers(story.id, person, by=story.union.organiser)
    page = await stays.page_of(first.id, by=union.organiser)
    named = (await rosters.roster_of(page.party_id)).people[0].public_id

    assert await stays.named_twice(first.id, by=union.organiser) == {
        named: await reference_of(overlapping)
    }
    assert await stays.named_twice(foreign.id, by=foreign.union.organiser) == {}
    await stays.cancel(overlapping.id, fee_seen=Money(0), note="", by=union.organiser)
    assert await stays.named_twice(first.id, by=union.organiser) == {}


async def reference_of(story) -> str:
    return (await stays.page_of(story.id, by=story.union.organiser)).line.reference


async def test_numbers_and_telephones_are_sealed_at_rest(database):
    story = await held()
    number = resident_number_for(BORN)
    person = draft(name="示例人", kind="worker", number=number, phone="13800138000")
    await stays.name_travellers(story.id, [person], by=story.union.organiser)
    rows = await fetch("SELECT * FROM travellers")
    assert number not in str(rows)
    assert "13800138000" not in str(rows)
    page = await stays.page_of(story.id, by=story.union.organiser)
    shown = (await rosters.roster_of(page.party_id)).people[0]
    assert (shown.number, shown.phone) == (number[:4] + "*" * 12 + number[-2:], "138****8000")


async def test_a_look_at_a_full_number_leaves_its_row(database):
    story = await held()
    number = resident_number_for(BORN)
    await stays.name_travellers(
        story.id, [draft(name="示例人", kind="worker", number=number)], by=story.union.organiser
    )
    page = await stays.page_of(story.id, by=story.union.organiser)
    person = (await rosters.roster_of(page.party_id)).people[0]
    seen = await rosters.reveal_id(person.public_id, reason="投保", by=story.union.organiser)
    assert seen.number == number
    logged = await fetch("SELECT by_user_id, reason FROM reveals")
    assert logged == [{"by_user_id": story.union.organiser.user_id, "reason": "投保"}]


async def test_nobody_else_looks_at_a_number(database):
    story, other = await held(), await make_union()
    await stays.name_travellers(story.id, people_of(1), by=story.union.organiser)
    page = await stays.page_of(story.id, by=story.union.organiser)
    person = (await rosters.roster_of(page.party_id)).people[0]
    with pytest.raises(TravellerUnknown):
        await rosters.reveal_id(person.public_id, reason="x", by=other.organiser)
    with pytest.raises(NotGranted):
        await rosters.reveal_id(person.public_id, reason="x", by=story.union.viewer)
    assert await fetch("SELECT id FROM reveals") == []


async def test_whoever_is_taken_off_leaves_nothing_personal(database):
    story = await held()
    await stays.name_travellers(story.id, people_of(2), by=story.union.organiser)
    page = await stays.page_of(story.id, by=story.union.organiser)
    gone = (await rosters.roster_of(page.party_id)).people[0].public_id
    await stays.unname_traveller(story.id, gone, by=story.union.organiser)
    with pytest.raises(TravellerUnknown):
        await stays.unname_traveller(story.id, gone, by=story.union.organiser)
    row = (await fetch("SELECT * FROM travellers WHERE public_id = $1", gone))[0]
    assert (row["name"], row["id_sealed"], row["id_index"], row["id_masked"]) == ("", "", None, "")
    page = await stays.page_of(story.id, by=story.union.organiser)
    assert page.nights[0].heads["picked_up"] == 1


async def test_names_are_refused_for_others_and_once_the_group_has_left(database):
    story, other = await departed(), await make_union()
    with pytest.raises(AlreadyMoved):
        await stays.name_travellers(story.id, people_of(1), by=story.union.organiser)
    with pytest.raises(StayUnknown):
        await stays.name_travellers(story.id, people_of(1), by=other.organiser)
    with pytest.raises(NotGranted):
        await stays.name_travellers(story.id, people_of(1), by=story.union.viewer)
    assert await state_of(story) == "departed"


async def test_a_hold_past_its_time_takes_no_names(database):
    story = await held(made_days_ago=20)
    with pytest.raises(HoldOver):
        await stays.name_travellers(story.id, people_of(1), by=story.union.organiser)
