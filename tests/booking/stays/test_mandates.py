"""A mandate: what an agency sees and does by it, on which days, and that everything else stays with the union."""

from dataclasses import replace
from datetime import timedelta

import pytest

from booking import notices, rosters, stays
from booking.notices.models import Notice
from booking.people import NotGranted
from booking.people.acting import PrincipalsOwn, agent_of
from booking.people.permissions import TABLE
from booking.rosters.insurance import Policy
from booking.rosters.numbers import masked
from booking.stays import insuring, mandates
from booking.stays.mandate_models import Mandate, TripCoach
from booking.stays.mandates import (
    AgencyUnknown,
    Coach,
    CoachTooSmall,
    MandateDates,
    MandateStands,
    MandateUnknown,
)
from booking.stays.refusals import AlreadyMoved, StayUnknown
from sites.foundation import clock
from sites.foundation.outbox import OutboxRow
from tests.factories.people import make, make_operator, make_union
from tests.factories.resident_numbers import resident_number_for
from tests.factories.stays import confirmed, departed, held

ONE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
pytestmark = [pytest.mark.usefixtures("database"), ONE]
COACH = Coach("示例客运", "皖A00000", 45, "北门（示例）", "07:30")


async def given(story, agency=None, *, begins: int = 0, days: int = 60, **changed):
    agency = agency or await make("agency")
    first = clock.today() + timedelta(days=begins)
    return agency, await mandates.grant_mandate(
        story.id, agency=agency.public_id, starts_on=first, ends_on=clock.today() + timedelta(days=days),
        by=changed.pop("by", story.union.organiser), **changed,
    )  # fmt: skip


def policy(story, *, cover: int = 100_000_00) -> Policy:
    return Policy("", "示例保险", "P-1", 36, cover, 0, story.check_in, story.check_out)


async def test_the_agency_sees_the_trip_and_its_list_masked():
    story = await confirmed()
    number = resident_number_for(clock.today().replace(year=1985, day=1))
    await stays.name_travellers(story.id, [rosters.draft(name="示例甲", kind="worker", number=number)], by=story.union.organiser)  # fmt: skip
    agency, mandate = await given(story)
    found = await mandates.mandated(mandate, by=agency.organiser)
    assert [(one.name, one.number) for one in found.roster.people] == [("示例甲", masked(number))]  # fmt: skip
    assert number not in repr(found)
    [row] = await mandates.desk_of_agency(by=agency.organiser)
    assert (row.named, row.heads, row.has_coach, row.is_insured) == (1, 36, False, False)


async def test_coach_and_insurance_are_entered_and_seen_by_the_union():
    story = await confirmed()
    agency, mandate = await given(story)
    await mandates.enter_coach(mandate, COACH, by=agency.organiser)
    await mandates.insure_by_mandate(mandate, policy(story), by=agency.organiser)
    assert await mandates.coach_of_stay(story.id, by=story.union.viewer) == COACH
    insured = await insuring.insured(story.id, by=story.union.organiser)
    assert (insured.lacking, insured.policies[0].by_name) == ((), agency.organiser.name)
    with pytest.raises(CoachTooSmall):
        await mandates.enter_coach(mandate, replace(COACH, seats=35), by=agency.organiser)
    await mandates.enter_coach(mandate, replace(COACH, seats=36), by=agency.organiser)
    assert (await TripCoach.get()).seats == 36


async def test_the_word_that_all_is_prepared_reaches_who_books():
    story = await held()
    agency, mandate = await given(story)
    await mandates.report_prepared(mandate, note="车辆、保险已落实", by=agency.organiser)
    event = await OutboxRow.filter(topic="stay.moved").order_by("-id").first()
    for _ in range(2):
        await notices.tell_event(event.payload["event_id"])
    told = {row.user_id for row in await Notice.filter(topic="prepared")}
    assert told == {story.union.organiser.user_id, story.union.administrator.user_id}
    [line] = await mandates.mandates_of(story.id, by=story.union.viewer)
    assert line.prepared_at is not None


async def test_the_agency_is_told_of_its_mandate_and_of_its_end_once_each():
    story = await held()
    agency, mandate = await given(story)
    [row] = await OutboxRow.filter(topic="mandate.changed")
    assert [await notices.tell_mandate(row.payload["mandate_id"]) for _ in range(2)] == [2, 0]
    await mandates.revoke_mandate(story.id, mandate, by=story.union.organiser)
    assert [await notices.tell_mandate(row.payload["mandate_id"]) for _ in range(2)] == [2, 0]
    assert {one.topic for one in await Notice.all()} == {"mandate_given", "mandate_taken_back"}
    assert agency


async def test_taken_back_it_shows_and_allows_nothing():
    story = await confirmed()
    agency, mandate = await given(story)
    await mandates.revoke_mandate(story.id, mandate, by=story.union.organiser)
    assert await mandates.desk_of_agency(by=agency.organiser) == ()
    for verb in (
        mandates.mandated(mandate, by=agency.organiser),
        mandates.enter_coach(mandate, COACH, by=agency.organiser),
        mandates.insure_by_mandate(mandate, policy(story), by=agency.organiser),
        mandates.report_prepared(mandate, by=agency.organiser),
    ):
        with pytest.raises(MandateUnknown):
            await verb
    assert await TripCoach.all().count() == 0


@pytest.mark.parametrize(("begins", "days", "moved"), [(1, 60, 0), (0, 5, 6)])
async def test_outside_its_days_it_allows_nothing(begins, days, moved):
    story = await confirmed()
    agency, mandate = await given(story, begins=begins, days=days)
    with clock.moved_to(clock.now() + timedelta(days=moved)), pytest.raises(MandateUnknown):
        await mandates.mandated(mandate, by=agency.organiser)


async def test_on_its_first_and_on_its_last_day_it_stands():
    story = await confirmed()
    agency, mandate = await given(story, days=5)
    assert await mandates.mandated(mandate, by=agency.organiser)
    with clock.moved_to(clock.now() + timedelta(days=5)):
        assert await mandates.mandated(mandate, by=agency.organiser)


async def test_another_agency_and_every_other_side_find_no_mandate():
    story = await confirmed()
    _agency, mandate = await given(story)
    other, union, operator = await make("agency"), await make_union(), await make_operator()
    with pytest.raises(MandateUnknown):
        await mandates.mandated(mandate, by=other.organiser)
    for by in (union.organiser, operator.sales, story.union.organiser):
        with pytest.raises(NotGranted):
            await mandates.mandated(mandate, by=by)
    with pytest.raises(StayUnknown):
        await mandates.revoke_mandate(story.id, mandate, by=union.organiser)
    assert await mandates.desk_of_agency(by=other.organiser) == ()


async def test_only_the_unions_own_organiser_gives_one_and_only_to_an_agency():
    story, operator = await held(), await make_operator()
    with pytest.raises(NotGranted):
        await given(story, by=story.union.viewer)
    agent = agent_of(
        operator.sales, agency="示例总工会", principal_id=story.union.organisation, kind="union"
    )
    with pytest.raises(PrincipalsOwn):
        await given(story, by=agent)
    with pytest.raises(AgencyUnknown):
        await given(story, operator)


@pytest.mark.parametrize(("begins", "days"), [(3, 2), (-9, -1), (0, 367)])
async def test_days_that_are_over_too_long_or_turned_round_are_refused(begins, days):
    with pytest.raises(MandateDates):
        await given(await held(), begins=begins, days=days)


async def test_one_agency_at_a_time_and_a_mandate_that_ran_out_makes_room():
    story = await held()
    await given(story, days=1)
    with pytest.raises(MandateStands):
        await given(story)
    await Mandate.all().update(
        starts_on=clock.today() - timedelta(days=9), ends_on=clock.today() - timedelta(days=1)
    )
    await given(story)
    assert await Mandate.filter(revoked_at=None).count() == 1


async def test_a_group_that_left_is_prepared_no_more():
    story = await departed(days_ago=2)
    agency, mandate = await given(story)
    with pytest.raises(AlreadyMoved):
        await mandates.enter_coach(mandate, COACH, by=agency.organiser)


def test_an_agency_has_no_permission_of_a_union_or_a_base():
    granted = frozenset().union(*TABLE["agency"].values())
    others = frozenset().union(*TABLE["union"].values(), *TABLE["operator"].values())
    assert granted & others == {"account.own", "notices.see", "team.manage"}
