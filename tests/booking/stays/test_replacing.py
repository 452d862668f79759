"""Another person in one's place, until the day that the contract names."""

from datetime import timedelta

import pytest

from booking import rosters, stays
from booking.stays.naming_time import names_closed
from booking.stays.refusals import NamesClosed
from sites.foundation import clock
from sites.listings import ReleaseTerms, set_release_terms
from sites.packages import Heads
from tests.factories.places import TWIN, make_place
from tests.factories.stays import confirmed

ONE, TWO = (rosters.draft(name=name, kind="worker") for name in ("示例甲", "示例乙"))


async def closing(days: int):
    place = await make_place()
    await set_release_terms(place.id, ReleaseTerms(7, 50, (), days), by=place.operator.sales)
    story = await confirmed(place=place, starts_in=20, heads=Heads(2), rooms={TWIN: 1})
    await stays.name_travellers(story.id, [ONE], by=story.union.organiser)
    return story


async def people(story):
    page = await stays.page_of(story.id, by=story.union.organiser)
    return (await rosters.roster_of(page.party_id)).people


async def test_both_happen_in_one_act_and_version(database):
    story = await closing(2)
    (before,) = await people(story)
    await stays.replace_traveller(story.id, before.public_id, TWO, by=story.union.organiser)
    (after,) = await people(story)
    assert after.name == "示例乙"
    party = (await stays.page_of(story.id, by=story.union.organiser)).party_id
    found = {(one.act, one.name) for one in await rosters.differences(party, since=1)}
    assert found == {("left", "示例甲"), ("added", "示例乙")}


async def test_after_the_contract_s_day_nobody_is_added_or_replaced_but_who_leaves_leaves(database):
    story = await closing(2)
    (before,) = await people(story)
    with clock.moved_to(clock.at(story.check_in - timedelta(days=2), clock.now().time())):
        await stays.replace_traveller(story.id, before.public_id, TWO, by=story.union.organiser)
    (now,) = await people(story)
    with clock.moved_to(clock.at(story.check_in - timedelta(days=1), clock.now().time())):
        with pytest.raises(NamesClosed):
            await stays.replace_traveller(story.id, now.public_id, ONE, by=story.union.organiser)
        with pytest.raises(NamesClosed):
            await stays.name_travellers(story.id, [ONE], by=story.union.organiser)
        await stays.unname_traveller(story.id, now.public_id, by=story.union.organiser)
    assert await people(story) == ()
    page = await stays.page_of(story.id, by=story.union.organiser)
    assert page.line.state is stays.State.CONFIRMED


def test_terms_that_say_nothing_leave_the_list_open():
    day = clock.today()
    assert names_closed(day, {}) is None
    assert names_closed(day, {"closed_days": None}) is None
    assert names_closed(day, {"closed_days": 0}) == day
