"""Submitting freezes everything, starts the operator's time, and makes the price owed."""

import asyncio
from datetime import timedelta

import pytest

from booking import stays
from booking.money import account_of
from booking.people.models import Organisation
from booking.stays.models import StayEvent
from booking.stays.refusals import AlreadyMoved, HoldOver, StayUnknown
from booking.stays.working_hours import answer_due
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.outbox import OutboxRow
from sites.listings import check_rooms
from sites.listings.models import Site
from tests.booking.stays.stories import row_of, submit
from tests.factories.people import make_union
from tests.factories.places import PRICE, make_place
from tests.factories.stays import held, state_of


async def test_terms_judgement_and_contract_stay_as_they_were_however_the_site_changes(database):
    story = await held()
    shown = await stays.preview_submission(story.id, by=story.union.organiser)
    await submit(story)
    await Site.filter(id=story.place.id).update(
        terms={"tiers": [{"days_before": 0, "percent": 100}]}, check_in_hour=9, name="别名"
    )
    frozen = (await row_of(story)).frozen
    assert frozen == shown
    assert [tier["percent"] for tier in frozen["terms"]["tiers"]] == [0, 30, 80]
    assert (frozen["outcome"], frozen["terms"]["check_in_hour"]) == ("no_rule", 14)
    text = "\n".join(frozen["contract"]["en"])
    assert story.reference in text
    assert "68,544" in text
    assert set(frozen["contract"]) == {"zh_Hans_CN", "en"}


async def test_the_operators_time_runs_in_its_working_hours_from_the_submission(database):
    story = await held()
    await submit(story)
    row = await row_of(story)
    assert row.answer_due_at == answer_due(
        row.submitted_at, hours=24, opens="08:30", closes="17:30"
    )
    assert row.accepted_at is None


async def test_an_instant_site_has_accepted_and_is_confirmed_by_the_job(database):
    story = await held(place=await make_place(booking_mode="instant"))
    await check_rooms(story.place.id, by=story.operator.sales)
    await submit(story)
    row = await row_of(story)
    assert (row.accepted_at, row.answer_due_at) == (row.submitted_at, None)
    assert [r.payload for r in await OutboxRow.filter(topic="stay.submitted")] == [
        {"stay_id": row.id}
    ]
    await stays.confirm(story.number)
    assert await state_of(story) == "confirmed"


async def test_an_instant_site_with_stale_rooms_answers_in_person_until_it_says_they_are_right(
    database,
):
    place = await make_place(booking_mode="instant")
    silent, fresh = await held(place=place), await held(place=place)
    with clock.moved_to(clock.now() - timedelta(days=8)):
        await check_rooms(place.id, by=place.operator.sales)
    await submit(silent)
    row = await row_of(silent)
    assert row.accepted_at is None
    assert row.answer_due_at is not None
    await stays.confirm(silent.number)
    assert await state_of(silent) == "submitted"
    await check_rooms(place.id, by=place.operator.sales)
    await submit(fresh)
    assert (await row_of(fresh)).accepted_at is not None


async def test_the_price_is_owed_to_the_operator_a_week_before_arrival_at_the_latest(database):
    story = await held()
    await submit(story)
    account = await account_of(story.number)
    charge = account.charges[0]
    assert (account.owed, charge.payee_id) == (Money(36 * 4 * PRICE), story.operator.organisation)
    assert charge.due_on == story.check_in - timedelta(days=7)
    soon = await held(starts_in=3)
    await submit(soon)
    assert (await account_of(soon.number)).charges[0].due_on == clock.today()


async def test_submitting_gives_the_unions_place_for_a_hold_back_once(database):
    story = await held()
    asked = [submit(story) for _ in range(3)]
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert sorted(type(a).__name__ for a in answers) == ["AlreadyMoved"] * 2 + ["NoneType"]
    assert (await Organisation.get(id=story.union.organisation)).open_holds == 0
    assert await StayEvent.filter(stay_id=story.number, act="submitted").count() == 1
    assert len((await account_of(story.number)).charges) == 1


async def test_a_hold_past_its_time_is_not_submitted_even_before_the_job_came_by(database):
    story = await held(made_days_ago=10)
    with pytest.raises(HoldOver):
        await submit(story)
    await stays.expire(story.number)
    with pytest.raises(AlreadyMoved):
        await submit(story)


async def test_nobody_submits_a_stay_of_others(database):
    story, other = await held(), await make_union()
    for stranger in (other.organiser, story.operator.sales):
        with pytest.raises(StayUnknown):
            await stays.submit(story.id, by=stranger)
        with pytest.raises(StayUnknown):
            await stays.preview_submission(story.id, by=stranger)
    assert await state_of(story) == "held"
