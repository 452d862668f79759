"""Members sign up by a link: places, waiting list, consent, twice, closing; what is kept is sealed and goes when it should."""

from datetime import timedelta

import pytest

from booking import rosters, stays
from booking.people import NotGranted
from booking.rosters.enrolling import (
    ApplicationAnswered,
    ClosingDayUnfit,
    DeclineReasonMissing,
    DepartmentNotYours,
    EnrolmentOver,
    EnrolmentUnfit,
    EnrolmentUnknown,
    NoPlaceYet,
    SignedUpAlready,
    name_approver,
)
from booking.rosters.enrolling.refusals import ConsentMissing, FamilyNotInvited
from booking.rosters.enrolment_models import Applicant, Application, Enrolment
from booking.rosters.keeping_models import EligibilityCheck
from booking.rosters.secret_links import secret_of
from booking.stays import enrolling
from booking.stays.enrolling import Offer
from booking.stays.models import Party
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.database import fetch
from sites.packages import Heads
from tests.factories.enrolments import BORN, member, opened, signed_up
from tests.factories.people import make_union
from tests.factories.places import TWIN
from tests.factories.resident_numbers import resident_number_for
from tests.factories.stays import confirmed, held

SMALL = {"heads": Heads(5, 2), "rooms": {TWIN: 4}}


async def states() -> list[str]:
    return [row.state for row in await Application.all().order_by("id")]


async def page(story):
    return await enrolling.enrolment_of(story.id, by=story.union.organiser)


async def approve(story, nth: int = 0) -> int:
    row = (await Application.all().order_by("id"))[nth]
    return await enrolling.approve_application(story.id, row.public_id, by=story.union.organiser)


async def test_an_approved_member_stands_on_the_list_with_wishes_and_leaves_the_entry(database):
    story = await confirmed(**SMALL)
    link = await opened(story)
    await signed_up(link, family=1, department="一车间", diet="halal", room_mate="李四")
    assert await approve(story) == 2

    party = await Party.get(organisation_id=story.union.organisation)
    people = (await rosters.roster_of(party.public_id)).people
    needs = await rosters.needs_of_party(party.public_id)
    assert [one.kind for one in people] == ["worker", "family"]
    assert people[0].number
    assert people[0].phone
    assert "李四" in people[0].note
    assert needs[people[0].public_id].department == "一车间"
    assert needs[people[0].public_id].diet == "halal"
    assert needs[people[0].public_id].bond == needs[people[1].public_id].bond != ""
    kept = await Applicant.all()
    assert {one.name for one in kept} == {""}
    assert {one.id_sealed for one in kept} == {""}
    assert {one.traveller for one in kept} == {one.public_id for one in people}


async def test_what_a_member_enters_is_sealed_at_rest(database):
    story, number = await confirmed(**SMALL), resident_number_for(BORN)
    await signed_up(await opened(story), number=number)
    rows = await fetch("SELECT * FROM applicants")
    assert number not in repr(rows)
    assert "13800" not in repr(rows).replace("138****", "")


async def test_over_the_places_entries_wait_in_order_and_move_up_when_one_goes(database):
    story = await confirmed(**SMALL)
    link = await opened(story, places=2)
    own = [await signed_up(link) for _ in range(4)]
    assert await states() == ["asked", "asked", "listed", "listed"]
    assert [one.position for one in (await page(story)).entries] == [0, 0, 1, 2]

    await enrolling.withdraw_application(own[0])
    assert await states() == ["withdrawn", "asked", "asked", "listed"]
    row = (await Application.all().order_by("id"))[1]
    await enrolling.decline_application(story.id, row.public_id, why="示例", by=story.union.organiser)  # fmt: skip
    assert await states() == ["withdrawn", "declined", "asked", "asked"]


async def test_more_places_go_to_who_waits(database):
    story = await confirmed(**SMALL)
    link = await opened(story, places=1)
    for _ in range(3):
        await signed_up(link)
    await opened(story, places=2)
    assert await states() == ["asked", "asked", "listed"]
    assert await Enrolment.all().count() == 1


async def test_who_leaves_the_list_frees_a_place_for_the_next(database):
    story = await confirmed(**SMALL)
    link = await opened(story, places=1)
    await signed_up(link), await signed_up(link)
    await approve(story)
    assert await states() == ["approved", "listed"]
    (due,) = await enrolling.places_to_fill()
    assert await enrolling.fill_enrolment(due) == 0

    party = await Party.get(organisation_id=story.union.organisation)
    (person,) = (await rosters.roster_of(party.public_id)).people
    await stays.unname_traveller(story.id, person.public_id, by=story.union.organiser)
    assert await enrolling.fill_enrolment(due) == 1
    assert await states() == ["approved", "asked"]


async def test_without_consent_and_beyond_the_family_rule_nothing_is_kept(database):
    story = await confirmed(**SMALL)
    link = await opened(story, family_most=1)
    with pytest.raises(ConsentMissing):
        await enrolling.sign_up(link, member(consent=""))
    with pytest.raises(FamilyNotInvited):
        await enrolling.sign_up(link, member(family=2))
    assert await Applicant.all().count() == 0
    await enrolling.sign_up(link, member(family=1))
    (row,) = await Application.all()
    assert (row.heads, row.consent) == (2, "2026-11")


async def test_the_same_number_signs_up_once_also_when_it_stands_on_the_list(database):
    story, number, named = await confirmed(**SMALL), *(resident_number_for(BORN) for _ in range(2))
    link = await opened(story)
    await signed_up(link, number=number)
    await stays.name_travellers(story.id, [rosters.draft(name="示例", kind="worker", number=named)], by=story.union.organiser)  # fmt: skip
    for taken in (number, named):
        with pytest.raises(SignedUpAlready) as refusal:
            await enrolling.sign_up(link, member(number=taken))
        assert not refusal.value.params
    assert await Application.all().count() == 1


async def test_who_took_the_entry_back_may_sign_up_again(database):
    story, number = await confirmed(**SMALL), resident_number_for(BORN)
    link = await opened(story)
    await enrolling.withdraw_application(await signed_up(link, number=number))
    assert {row.id_index for row in await Applicant.all()} == {None}
    await signed_up(link, number=number)
    assert await states() == ["withdrawn", "asked"]


async def test_an_approved_member_who_withdraws_leaves_the_list_too(database):
    story = await confirmed(**SMALL)
    own = await signed_up(await opened(story), family=1)
    await approve(story)
    await enrolling.withdraw_application(own)
    party = await Party.get(organisation_id=story.union.organisation)
    assert (await rosters.roster_of(party.public_id)).people == ()
    with pytest.raises(ApplicationAnswered):
        await enrolling.withdraw_application(own)


async def test_the_link_ends_with_its_last_day_and_at_once_when_it_is_closed(database):
    story = await confirmed(**SMALL)
    link = await opened(story, closes_on=clock.today() + timedelta(days=1))
    with clock.moved_to(clock.end_of(clock.today() + timedelta(days=1))), pytest.raises(EnrolmentOver):  # fmt: skip
        await enrolling.sign_up(link, member())
    await enrolling.sign_up(link, member())
    await enrolling.close_enrolment(story.id, by=story.union.organiser)
    with pytest.raises(EnrolmentUnknown):
        await enrolling.sign_up(link, member())
    for invented in ("", "0" * 64, secret_of("application", "0f" * 16)):
        with pytest.raises(EnrolmentUnknown):
            await enrolling.open_trip(invented)


async def test_closing_day_and_places_stay_within_the_group(database):
    story = await confirmed(**SMALL)
    for offer, refusal in (
        (Offer(8, clock.today()), EnrolmentUnfit), (Offer(0, clock.today()), EnrolmentUnfit),
        (Offer(3, clock.today(), 4), EnrolmentUnfit), (Offer(3, story.check_in), ClosingDayUnfit),
        (Offer(3, clock.today() - timedelta(days=1)), ClosingDayUnfit),
    ):  # fmt: skip
        with pytest.raises(refusal):
            await enrolling.open_enrolment(story.id, offer, by=story.union.organiser)
    with pytest.raises(NotGranted):
        await enrolling.open_enrolment(story.id, Offer(3, clock.today()), by=story.union.viewer)
    await enrolling.open_enrolment(story.id, Offer(7, story.check_in - timedelta(days=1)), by=story.union.organiser)  # fmt: skip


async def test_a_department_is_answered_by_who_was_named_for_it(database):
    story, union = await confirmed(**SMALL), None
    union = story.union
    link = await opened(story)
    await signed_up(link, department="一车间"), await signed_up(link, department="二车间")
    await name_approver("一车间", union.approver.user_id, by=union.organiser)
    first, second = [row.public_id for row in await Application.all().order_by("id")]
    assert await enrolling.approve_application(story.id, first, by=union.approver) == 1
    with pytest.raises(DepartmentNotYours):
        await enrolling.approve_application(story.id, second, by=union.approver)
    with pytest.raises(NotGranted):
        await enrolling.approve_application(story.id, second, by=union.viewer)
    assert await enrolling.approve_application(story.id, second, by=union.organiser) == 1


async def test_who_waits_is_not_approved_and_a_decline_needs_its_reason(database):
    story = await confirmed(**SMALL)
    link = await opened(story, places=1)
    await signed_up(link), await signed_up(link)
    with pytest.raises(NoPlaceYet):
        await approve(story, 1)
    row = await Application.all().order_by("id").first()
    with pytest.raises(DeclineReasonMissing):
        await enrolling.decline_application(story.id, row.public_id, why=" ", by=story.union.organiser)  # fmt: skip
    await approve(story)
    with pytest.raises(ApplicationAnswered):
        await approve(story)


async def test_the_verdict_of_eligibility_stands_with_the_entry_and_names_nobody(database):
    story, number = await confirmed(**SMALL), resident_number_for(BORN)
    other = await held(union=await make_union(), place=story.place, heads=Heads(2), rooms={TWIN: 1})
    await stays.name_travellers(other.id, [rosters.draft(name="示例", kind="worker", number=number)], by=other.union.organiser)  # fmt: skip
    await stays.submit(other.id, reason="示例", by=other.union.organiser)
    link = await opened(story)
    await signed_up(link, number=number), await signed_up(link)
    assert [one.eligibility for one in (await page(story)).entries] == ["elsewhere", "clear"]
    assert await EligibilityCheck.filter(by_user_id=0).count() == 2
    # What the program asks by itself leaves the organiser's own five checks a day.
    assert await rosters.checks_since((await Party.get(organisation_id=story.union.organisation)).id, clock.now() - timedelta(days=1)) == 0  # fmt: skip


async def test_with_the_list_everything_of_those_who_signed_up_is_shredded(database):
    story = await held(**SMALL)
    link = await opened(story)
    own = await signed_up(link, room_mate="李四", department="一车间")
    await stays.cancel(story.id, fee_seen=Money(0), note="示例", by=story.union.organiser)
    assert await stays.lists_to_shred() == []
    with clock.moved_to(clock.now() + timedelta(days=31)):
        for party in await stays.lists_to_shred():
            await stays.shred_list(party)
    (row,), (person,) = await Application.all(), await Applicant.all()
    assert (person.name, person.id_sealed, person.id_index, row.room_mate, row.department) == ("", "", None, "", "")  # fmt: skip
    entry, _trip = await enrolling.own_entry(own)
    assert entry.people == ()
    with pytest.raises(EnrolmentUnknown):
        await enrolling.open_trip(link)


async def test_another_unions_entries_are_nobodys_to_see_or_answer(database):
    story, other = await confirmed(**SMALL), await held(**SMALL)
    await signed_up(await opened(story))
    (row,) = await Application.all()
    from booking.rosters.enrolling import ApplicationUnknown

    with pytest.raises(stays.StayUnknown):
        await enrolling.enrolment_of(story.id, by=other.union.organiser)
    with pytest.raises(ApplicationUnknown):
        await enrolling.approve_application(other.id, row.public_id, by=other.union.organiser)
