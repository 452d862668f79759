"""Rooms without names return as the contract froze it: in steps, on record, once, and the contracted number stands."""

import asyncio
from datetime import time, timedelta
from types import SimpleNamespace

import pytest

from booking import notices, rosters, stays
from booking.notices.models import Notice
from booking.stays import due
from booking.stays.models import StayEvent
from booking.stays.release_model import StayRelease
from sites import listings
from sites.foundation import clock
from sites.listings import ReleaseStep, ReleaseTerms, ReleaseTermsUnfit, SiteUnknown
from sites.packages import Heads
from tests.booking.stays import changes, stories
from tests.booking.stays.changes import amended, fewer, terms_of
from tests.factories import stays as made
from tests.factories.places import TWIN, make_place

Story = SimpleNamespace
# Rules that no database decides are shown on one of the two.
ONE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ROLLING = ReleaseStep(days=10, spare=2)


async def promised(*steps: ReleaseStep, names: int = 0, percent: int = 50, **more: object) -> Story:
    """Confirmed, with so many of its workers named, at a base with these terms."""
    place = await make_place()
    terms = ReleaseTerms(14, percent, steps or (ROLLING,))
    await listings.set_release_terms(place.id, terms, by=place.operator.sales)
    story = await made.confirmed(place=place, **more)
    people = [rosters.draft(name="示例" + chr(0x4E00 + n), kind="worker") for n in range(names)]
    if people:
        await stays.name_travellers(story.id, people, by=story.union.organiser)
    return story


def day_before(story: Story, days: int, *, at: time = time(0, 5)) -> object:
    """The clock so many days before arrival."""
    return clock.moved_to(clock.at(story.check_in - timedelta(days=days), at))


async def release(story: Story) -> int:
    return await stays.release_unnamed(story.number)


async def test_after_its_day_a_step_gives_back_what_has_no_name_once_and_on_record(
    database: str,
) -> None:
    story = await promised(names=20)
    with day_before(story, 10, at=time(23, 50)):
        assert await due.releases_due() == []
        assert await release(story) == 0
    with day_before(story, 9):
        assert await due.releases_due() == [story.number]
        assert await release(story) == 6
        assert await release(story) == 0
        assert await due.releases_due() == []
    assert await changes.taken(story) == {0: 12, 1: 18, 2: 18, 3: 18}
    assert await changes.people(story) == {0: 24, 1: 36, 2: 36, 3: 36}
    night = (await stays.page_of(story.id, by=story.union.organiser)).nights[0]
    assert (night.rooms["contracted"], night.rooms["reserved"]) == (18, 12)
    assert (night.heads["contracted"], night.heads["reserved"]) == (36, 24)
    row = await StayRelease.get(stay_id=story.number)
    assert (row.date, row.step, row.before_rooms, row.after_rooms) == (story.check_in, "days:10", 18, 12)  # fmt: skip


@ONE
async def test_days_that_nobody_looked_at_are_made_up_for(database: str) -> None:
    story = await promised(names=20)
    with day_before(story, 6):
        await release(story)
    assert await changes.taken(story) == dict.fromkeys(range(4), 12)
    assert await StayRelease.filter(stay_id=story.number).count() == 4


async def test_without_any_name_the_guaranteed_number_stays(database: str) -> None:
    story = await promised(ReleaseStep(days=20, percent=80), ReleaseStep(days=5, spare=0), percent=60)  # fmt: skip
    with day_before(story, 19):
        await release(story)
    assert (await changes.taken(story))[0] == 15
    with day_before(story, 1):
        await release(story)
    assert await changes.taken(story) == {0: 11, 1: 11, 2: 11, 3: 11}


@ONE
async def test_a_step_whose_day_was_over_at_the_promise_never_comes(database: str) -> None:
    story = await promised(starts_in=5)
    with day_before(story, -1):
        assert await release(story) == 0
    assert await changes.taken(story) == dict.fromkeys(range(4), 18)
    assert {(r.before_rooms, r.after_rooms) for r in await StayRelease.all()} == {(18, 18)}


@ONE
async def test_what_was_submitted_keeps_the_terms_that_it_froze(database: str) -> None:
    story = await promised(names=20)
    harsh = ReleaseTerms(14, 10, (ReleaseStep(days=29, spare=0),))
    await listings.set_release_terms(story.place.id, harsh, by=story.operator.sales)
    with day_before(story, 12):
        assert await release(story) == 0


@ONE
async def test_both_sides_are_told_three_days_before_and_after(database: str) -> None:
    story = await promised(names=20)
    with day_before(story, 13, at=time(9)):
        assert await due.releases_soon() == [story.number]
        told = await notices.remind(story.number, "release_ahead")
        assert (told > 1, await notices.remind(story.number, "release_ahead")) == (True, 0)
    with day_before(story, 9):
        await release(story)
    event = await StayEvent.get(stay_id=story.number, act="released")
    assert event.facts == {"rooms": 6, "nights": 1}
    await notices.tell_event(event.id)
    sides = {n.organisation_id for n in await Notice.filter(topic="released")}
    assert sides == {story.union.organisation, story.operator.organisation}


@ONE
async def test_with_all_names_nothing_goes_and_nobody_is_told(database: str) -> None:
    story = await promised(names=32)
    with day_before(story, 12):
        assert await due.releases_soon() == []
    with day_before(story, 9):
        assert await release(story) == 0
        assert await due.releases_due() == []
    assert "released" not in await stories.acts_of(story)


async def test_an_open_change_holds_the_release_up_and_asking_for_the_contract_brings_rooms_back(
    database: str,
) -> None:
    story = await promised(names=20)
    with day_before(story, 10):
        amendment = await amended(story, fewer(story))
    with day_before(story, 9):
        assert await due.releases_due() == []
        assert await release(story) == 0
        await changes.withdraw(story, amendment)
        assert await release(story) == 6
        again = await amended(story, terms_of(story))
        assert (await changes.taken(story))[0] == 18
        await changes.accept(story, again)
    assert await changes.taken(story) == dict.fromkeys(range(4), 18)


async def test_what_changes_after_a_release_adds_to_what_is_kept_and_takes_nothing_twice(
    database: str,
) -> None:
    story = await promised(names=20)
    with day_before(story, 9):
        await release(story)
        smaller = terms_of(story, heads=Heads(30, 2, 2), rooms={TWIN: 17})
        await changes.accept(story, await amended(story, smaller))
        assert await changes.taken(story) == {0: 12, 1: 17, 2: 17, 3: 17}
        larger = terms_of(story, heads=Heads(34, 2, 2), rooms={TWIN: 19})
        await changes.accept(story, await amended(story, larger))
        assert await changes.taken(story) == {0: 14, 1: 19, 2: 19, 3: 19}


async def test_of_a_release_and_a_change_at_once_neither_takes_what_the_other_gave_back(
    database: str,
) -> None:
    story = await promised(names=20)
    with day_before(story, 9):
        done = await asyncio.gather(
            release(story), amended(story, terms_of(story, rooms={TWIN: 19})),
            return_exceptions=True,
        )  # fmt: skip
    assert not any(isinstance(one, Exception) for one in done)


@pytest.mark.parametrize(
    "wrong",
    [
        ReleaseStep(days=0, spare=1), ReleaseStep(days=5), ReleaseStep(days=5, spare=1, percent=2),
        ReleaseStep(days=181, spare=1), ReleaseStep(on="2020-01-01", spare=1), ReleaseStep(days=5, percent=101),
        ReleaseStep(on="someday", spare=1),
    ],
)  # fmt: skip
async def test_terms_that_say_no_day_or_not_what_stays_are_refused(wrong: ReleaseStep) -> None:
    from sites.listings.release_terms import demand_fit

    with pytest.raises(ReleaseTermsUnfit):
        demand_fit(ReleaseTerms(7, 50, (wrong,)))


@ONE
async def test_only_its_own_operator_sets_a_bases_terms_and_the_contract_says_them(
    database: str,
) -> None:
    story = await promised()
    other = (await make_place()).operator.sales
    with pytest.raises(SiteUnknown):
        await listings.set_release_terms(story.place.id, ReleaseTerms(7, 50, ()), by=other)
    contract = (await stories.row_of(story)).frozen["contract"]
    assert "10 days before each night rooms without names go back" in contract["en"][-1]
    assert (await stories.row_of(story)).names_due_on == story.check_in - timedelta(days=14)
