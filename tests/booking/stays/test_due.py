"""What is due now: by state and time, so that a sweep that comes late finds everything."""

from datetime import date, timedelta

from booking import rosters, stays
from booking.stays import due
from sites.foundation import clock
from sites.packages import Heads
from tests.booking.stays.stories import accept, row_of
from tests.factories.places import TWIN
from tests.factories.resident_numbers import resident_number_for
from tests.factories.stays import confirmed, held, submitted

SECOND = timedelta(seconds=1)


async def test_holds_are_reminded_of_in_their_last_day_and_over_after_it(database):
    story = await held()
    await held(place=story.place, kind="checkout", union=story.union)
    ends = (await row_of(story)).hold_expires_at
    for moment, soon, over in (
        (ends - due.SOON - SECOND, [], False),
        (ends - due.SOON, [story.number], False),
        (ends - SECOND, [story.number], False),
        (ends, [], True),
    ):
        with clock.moved_to(moment):
            assert await due.holds_ending_soon() == soon
            assert (story.number in await due.holds_over()) == over


async def test_submissions_are_telephoned_about_then_over_unless_accepted(database):
    story = await submitted()
    answer = (await row_of(story)).answer_due_at
    for moment, telephone, over in (
        (answer - timedelta(hours=4) - SECOND, [], []),
        (answer - timedelta(hours=4), [story.number], []),
        (answer, [], [story.number]),
    ):
        with clock.moved_to(moment):
            assert await due.to_telephone() == telephone
            assert await due.submissions_unanswered() == over
    assert await due.submissions_accepted() == []
    await accept(story)
    with clock.moved_to(answer):
        assert await due.submissions_unanswered() == []
    assert await due.submissions_accepted() == [story.number]


async def test_names_are_asked_for_only_where_some_are_missing(database):
    story = await confirmed(rooms={TWIN: 1}, heads=Heads(2), starts_in=20)
    late = (await row_of(story)).names_due_on
    near = clock.now() + (late - clock.today()) - timedelta(days=3)
    assert await due.names_due_soon() == []
    with clock.moved_to(near):
        assert await due.names_due_soon() == [story.number]
        for _ in range(2):
            person = rosters.draft(
                name="示例人", kind="worker", number=resident_number_for(date(1980, 5, 1))
            )
            assert await due.names_due_soon() == [story.number]
            await stays.name_travellers(story.id, [person], by=story.union.organiser)
        assert await due.names_due_soon() == []


async def test_an_act_takes_a_batch_and_a_reminder_takes_all(database, monkeypatch):
    monkeypatch.setattr(due, "BATCH", 1)
    first = await held(made_days_ago=10)
    await held(place=first.place, made_days_ago=10)
    assert await due.holds_over() == [first.number]
    made = [await confirmed(place=first.place, starts_in=60 + n) for n in range(2)]
    with clock.moved_to(clock.now() + timedelta(days=8)):
        assert await due.contracts_missing() == [story.number for story in made]
