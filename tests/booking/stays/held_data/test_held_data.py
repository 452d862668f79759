"""A member reads what is held about them by a link of their union, and has it corrected; both are noted."""

import asyncio
from datetime import timedelta

import pytest

from booking import rosters, stays
from booking.people import LinkDead, NotGranted
from booking.rosters import Retreat, TravellerUnknown, held
from booking.rosters.enrolment_models import Application
from booking.rosters.held import (
    CorrectionAnswered,
    CorrectionAsked,
    HeldLinksTooMany,
    NothingDiffers,
    RefusalReasonMissing,
    Wish,
)
from booking.rosters.held_models import Correction, HeldLink
from booking.rosters.keeping_models import EntitlementRecord
from booking.rosters.models import Traveller
from booking.rosters.places import index_of
from booking.rosters.refusals import AlreadyOnRoster, ResidentNumberUnsound
from booking.stays import enrolling, held_data, plan_people
from booking.stays.models import Party, Stay, StayEvent
from booking.stays.refusals import StayUnknown
from sites.foundation import clock
from sites.foundation.database import fetch, transaction
from tests.factories import enrolments
from tests.factories.own_data import linked, listed, opened
from tests.factories.people import make_union
from tests.factories.plan_people import number_of, planned
from tests.factories.stays import confirmed, departed


async def acts(story) -> list[str]:
    rows = await StayEvent.filter(stay_id=story.number).order_by("id")
    return [row.act for row in rows]


async def answer(story, *, corrected: bool = True, why: str = "") -> None:
    await held_data.answer_correction(
        story.id, story.traveller, corrected=corrected, why=why, by=story.union.organiser
    )


async def test_a_link_is_opened_once_and_then_shows_to_that_phone_alone(database):
    story = await listed()
    token = await linked(story)
    assert await held_data.own_data(token, "") is None
    holder = await held.open_link(token)
    found = await held_data.own_data(token, holder)
    assert found
    assert ("Name", "示例甲") in found.held.fields
    for other in ("", "f" * 32):
        with pytest.raises(LinkDead):
            await held_data.own_data(token, other)
    with pytest.raises(LinkDead):
        await held.open_link(token)
    assert "held_link_made" in await acts(story)


async def test_two_phones_that_open_at_once_leave_one_with_it(database):
    token = await linked(await listed())
    done = await asyncio.gather(held.open_link(token), held.open_link(token), return_exceptions=True)  # fmt: skip
    assert sorted(isinstance(one, str) for one in done) == [False, True]


async def test_a_link_ends_after_three_days_and_an_opened_one_after_an_hour(database):
    story = await listed()
    token = await linked(story)
    with clock.moved_to(clock.now() + timedelta(days=3)):
        with pytest.raises(LinkDead):
            await held.open_link(token)
        with pytest.raises(LinkDead):
            await held_data.own_data(token, "")
    token, holder = await opened(story)
    with clock.moved_to(clock.now() + timedelta(minutes=59)):
        assert await held_data.own_data(token, holder)
    with clock.moved_to(clock.now() + timedelta(minutes=60)), pytest.raises(LinkDead):
        await held_data.own_data(token, holder)


async def test_a_newer_link_kills_the_older_one_opened_or_not(database):
    story = await listed()
    first, holder = await opened(story)
    second = await linked(story)
    with pytest.raises(LinkDead):
        await held_data.own_data(first, holder)
    await linked(story)
    with pytest.raises(LinkDead):
        await held.open_link(second)


async def test_so_many_links_are_made_for_one_person_a_day(database):
    story = await listed()
    for _ in range(5):
        await linked(story)
    with pytest.raises(HeldLinksTooMany):
        await linked(story)
    with clock.moved_to(clock.now() + timedelta(days=1, minutes=1)):
        assert await linked(story)


async def test_no_table_holds_a_link_or_anything_personal_of_it(database):
    story = await listed()
    token, holder = await opened(story)
    number = number_of()
    await held_data.ask_correction(token, holder, Wish(name="示例改名", number=number, word="一句话"))  # fmt: skip
    for table in ("held_links", "corrections", "stay_events", "outbox"):
        kept = str(await fetch(f"SELECT * FROM {table}"))
        for personal in (token, number, story.own_number, "示例改名", "一句话", "示例甲"):
            assert personal not in kept, table


async def test_only_who_may_look_at_full_numbers_makes_a_link_and_only_for_own_people(database):
    story, other = await listed(), await make_union()
    for by, refusal in (
        (story.union.approver, NotGranted),
        (other.organiser, StayUnknown),
        (story.operator.steward, StayUnknown),
    ):
        with pytest.raises(refusal):
            await held_data.make_held_link(story.id, story.traveller, by=by)
    foreign = await listed()
    with pytest.raises(TravellerUnknown):
        await held_data.make_held_link(story.id, foreign.traveller, by=story.union.organiser)


async def test_what_is_shown_is_masked_and_names_nobody_who_looked(database):
    story = await listed()
    await rosters.reveal_id(story.traveller, reason="办理保险", by=story.union.organiser)
    await stays.check_eligibility(story.id, agreed=True, by=story.union.organiser)
    token, holder = await opened(story)
    found = await held_data.own_data(token, holder)
    assert found
    assert [(one.kind, one.reason) for one in found.held.looks] == [("union", "办理保险")]
    assert len(found.held.checks) == 1
    for secret in (story.own_number, "13800138000", story.union.organiser.name):
        assert secret not in str(found.held)


async def test_consent_to_an_own_sign_up_is_shown_with_its_version(database):
    story = await confirmed()
    link = await enrolments.opened(story)
    await enrolments.signed_up(link)
    entry = await Application.get()
    await enrolling.approve_application(story.id, entry.public_id, by=story.union.organiser)
    row = await Traveller.all().order_by("-id").first()
    story.traveller = row.public_id
    token, holder = await opened(story)
    found = await held_data.own_data(token, holder)
    assert found
    assert [version for _at, version in found.held.consents] == [enrolments.VERSION]


async def test_retreats_of_the_own_union_are_shown_and_of_others_nothing(database):
    story = await listed(await departed(days_ago=1))
    await stays.entitle((await Party.get(organisation_id=story.union.organisation)).id)
    foreign = await confirmed()
    await _foreign_record(foreign, story.own_number)
    token, holder = await opened(story)
    found = await held_data.own_data(token, holder)
    assert found
    assert [one.starts_on for one in found.held.records] == [story.check_in]
    assert await EntitlementRecord.filter(person_index=index_of("resident", story.own_number)).count() == 2  # fmt: skip


@transaction
async def _foreign_record(story, number: str) -> None:
    """The control: somebody of the same number on another union's list has a record too."""
    draft = rosters.draft(name="示例甲", kind="worker", number=number)
    party = await Party.get(organisation_id=story.union.organisation)
    await rosters.write(party.id, rosters.Edit("typed", coming=(draft,)), by=story.union.organiser)
    day = clock.today() - timedelta(days=400)
    retreat = Retreat(party.trip_id, story.union.organisation, "330100", "341000", "", day, day + timedelta(days=3), 1, "used")  # fmt: skip
    await rosters.write_records(party.id, retreat)


async def test_a_correction_waits_for_the_union_and_is_written_as_a_version(database):
    story = await listed()
    token, holder = await opened(story)
    number = number_of()
    await held_data.ask_correction(token, holder, Wish(name="示例乙", number=number, phone="13900139000"))  # fmt: skip
    assert (await Traveller.get(public_id=story.traveller)).name == "示例甲"
    waiting = await held_data.waiting_corrections([story.id], by=story.union.organiser)
    assert waiting[story.id][0] == 1
    await answer(story, why="已更正")
    row = await Traveller.get(public_id=story.traveller)
    assert (row.name, row.id_index) == ("示例乙", index_of("resident", number))
    found = await held_data.own_data(token, holder)
    assert found
    assert found.correction
    assert (found.correction.state, found.correction.why, found.waits) == ("done", "已更正", False)
    assert (await acts(story))[-2:] == ["correction_asked", "corrected"]
    party = await Party.get(organisation_id=story.union.organisation)
    [change] = await rosters.differences(party.public_id, since=1)
    assert (change.act, set(change.fields)) == ("changed", {"name", "number", "phone"})


async def test_a_refusal_needs_a_reason_which_the_member_reads(database):
    story = await listed()
    token, holder = await opened(story)
    await held_data.ask_correction(token, holder, Wish(word="我没有报名"))
    with pytest.raises(RefusalReasonMissing):
        await answer(story, corrected=False)
    await answer(story, corrected=False, why="报名表有本人签字")
    found = await held_data.own_data(token, holder)
    assert found
    assert found.correction
    assert (found.correction.state, found.correction.why) == ("refused", "报名表有本人签字")
    assert (await acts(story))[-1] == "correction_refused"
    with pytest.raises(CorrectionAnswered):
        await answer(story)


async def test_what_agrees_with_the_list_is_said_to_agree_and_asks_nothing(database):
    story = await listed()
    token, holder = await opened(story)
    for wish in (Wish(), Wish(number=story.own_number), Wish(name="示例甲", phone="138 0013 8000")):
        with pytest.raises(NothingDiffers):
            await held_data.ask_correction(token, holder, wish)
    with pytest.raises(ResidentNumberUnsound):
        await held_data.ask_correction(token, holder, Wish(number="123"))
    assert await Correction.all().count() == 0


async def test_one_request_waits_at_a_time(database):
    story = await listed()
    token, holder = await opened(story)
    done = await asyncio.gather(
        *[held_data.ask_correction(token, holder, Wish(word=one)) for one in "甲乙"],
        return_exceptions=True,
    )
    assert sum(one is None for one in done) == 1
    assert sum(isinstance(one, CorrectionAsked) for one in done) == 1


async def test_two_who_answer_at_once_answer_once(database):
    story = await listed()
    token, holder = await opened(story)
    await held_data.ask_correction(token, holder, Wish(name="示例乙"))
    done = await asyncio.gather(
        answer(story), answer(story, corrected=False, why="不属实"), return_exceptions=True
    )
    assert sum(one is None for one in done) == 1
    assert sum(isinstance(one, CorrectionAnswered) for one in done) == 1


async def test_a_number_that_another_person_of_the_list_has_is_not_written(database):
    story = await listed()
    other = story.own_number
    await listed(story, name="示例乙", number=number_of())
    token, holder = await opened(story)
    await held_data.ask_correction(token, holder, Wish(number=other))
    with pytest.raises(AlreadyOnRoster):
        await answer(story)
    assert (await Correction.get()).state == "asked"


async def test_a_number_corrected_after_the_trip_takes_its_record_along(database):
    story = await listed(await departed(days_ago=1))
    party = await Party.get(organisation_id=story.union.organisation)
    await stays.entitle(party.id)
    token, holder = await opened(story)
    number = number_of()
    await held_data.ask_correction(token, holder, Wish(number=number))
    await answer(story)
    assert [one.person_index for one in await EntitlementRecord.all()] == [index_of("resident", number)]  # fmt: skip
    assert await stays.entitlements_due() == []


async def test_who_leaves_the_list_or_is_deleted_leaves_no_link_and_no_request(database):
    story = await listed()
    token, holder = await opened(story)
    await held_data.ask_correction(token, holder, Wish(name="示例乙"))
    await stays.unname_traveller(story.id, story.traveller, by=story.union.organiser)
    with pytest.raises(LinkDead):
        await held_data.own_data(token, holder)
    assert [(one.state, one.wishes_sealed) for one in await Correction.all()] == [("gone", "")]
    assert await HeldLink.filter(closed_at=None).count() == 0
    other = await listed()
    token, holder = await opened(other)
    await held_data.ask_correction(token, holder, Wish(word="请更正"))
    await stays.erase_person(other.id, other.traveller, by=other.union.organiser)
    assert await Correction.filter(state="asked").count() == 0


async def test_a_request_goes_with_a_person_to_another_batch(database):
    story = await planned()
    story.id = story.stays[0]
    await listed(story)
    token, holder = await opened(story)
    await held_data.ask_correction(token, holder, Wish(name="示例乙"))
    await plan_people.move_to_batch(story.plan, [story.traveller], to=2, seen={1: 1, 2: 0}, by=story.union.organiser)  # fmt: skip
    row = await Traveller.all().order_by("-id").first()
    story.id, story.traveller = story.stays[1], row.public_id
    await answer(story)
    assert (await Traveller.get(id=row.id)).name == "示例乙"
    assert await Stay.all().count() == 2


async def test_only_the_unions_own_people_who_keep_lists_answer(database):
    story, other = await listed(), await make_union()
    token, holder = await opened(story)
    await held_data.ask_correction(token, holder, Wish(name="示例乙"))
    for by, refusal in ((story.union.approver, NotGranted), (other.organiser, StayUnknown)):
        with pytest.raises(refusal):
            await held_data.answer_correction(story.id, story.traveller, corrected=True, by=by)
