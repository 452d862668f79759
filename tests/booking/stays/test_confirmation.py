"""Confirming: the job makes the promise, or notes what stands in its way, and never does either twice."""

from datetime import timedelta

from booking import stays
from booking.stays.models import Stay, StayEvent
from sites.calendar.models import Night, Reception
from sites.certification.models import Certificate
from sites.foundation import clock
from tests.booking.stays.stories import accept, acts_of, confirm, row_of
from tests.factories.stays import state_of, submitted


async def test_held_becomes_sold_and_the_dates_of_contract_and_names_are_set(database):
    story = await submitted()
    await accept(story)
    await confirm(story)
    row = await row_of(story)
    assert (row.state, row.missing, row.answer_due_at) == ("confirmed", [], None)
    assert row.contract_due_on == clock.today() + timedelta(days=7)
    assert row.names_due_on == story.check_in - timedelta(days=7)
    nights = await Night.filter(room_type_id=story.place.rooms["TWIN"], date__in=story.nights)
    assert [(n.held, n.sold) for n in nights] == [(0, 18)] * 4
    assert [(r.held, r.sold) for r in await Reception.filter(date__in=story.nights)] == [
        (0, 36)
    ] * 4


async def test_the_dates_never_lie_after_arrival_nor_in_the_past(database):
    story = await submitted(starts_in=2)
    await accept(story)
    await confirm(story)
    row = await row_of(story)
    assert (row.contract_due_on, row.names_due_on) == (story.check_in, clock.today())


async def test_a_job_that_runs_again_changes_nothing(database):
    story = await submitted()
    await accept(story)
    for _ in range(3):
        await confirm(story)
    assert (await acts_of(story)).count("confirmed") == 1


async def test_waiting_for_the_operator_is_noted_and_is_no_news(database):
    story = await submitted()
    await confirm(story)
    assert (await row_of(story)).missing == ["acceptance"]
    assert await acts_of(story) == ["held", "submitted"]


async def test_everything_that_is_missing_is_named_once_and_goes_when_it_is_there(database):
    story = await submitted()
    await accept(story)
    frozen = (await row_of(story)).frozen
    await Stay.filter(id=story.number).update(frozen={**frozen, "outcome": "block"})
    await Certificate.filter(site_id=story.place.id).update(status="suspended")
    for _ in range(2):
        await confirm(story)
    assert (await row_of(story)).missing == ["certificate", "verdicts"]
    assert await StayEvent.filter(stay_id=story.number, act="something_missing").count() == 1
    await Certificate.filter(site_id=story.place.id).update(status="certified")
    await confirm(story)
    assert (await row_of(story)).missing == ["verdicts"]
    await Stay.filter(id=story.number).update(frozen=frozen)
    await confirm(story)
    assert await state_of(story) == "confirmed"


async def test_a_certificate_that_ends_before_the_last_night_is_missing(database):
    story = await submitted()
    await accept(story)
    await Certificate.filter(site_id=story.place.id).update(valid_to=story.nights[-2])
    await confirm(story)
    assert (await row_of(story)).missing == ["certificate"]
    await Certificate.filter(site_id=story.place.id).update(valid_to=story.nights[-1])
    await confirm(story)
    assert await state_of(story) == "confirmed"


def test_every_thing_that_may_be_missing_has_words():
    assert all(stays.MISSING.values())
