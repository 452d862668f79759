"""Cases: numbered, due, handed on, answered once; each side sees its own; what is late is said."""

import asyncio
from datetime import date, time, timedelta

import pytest

from booking import cases, notices
from booking.cases import CaseUnknown, NewCase
from booking.cases.kinds import due_day
from booking.cases.models import Case, CaseMessage
from booking.cases.refusals import AskerMissing, CaseAnswered, NobodyToHandTo
from booking.notices.models import Notice
from booking.people import NotGranted
from sites.foundation import clock
from sites.foundation.idempotency import Key
from tests.factories.cases import opened
from tests.factories.people import make_federation, make_operator, make_union
from tests.factories.stays import confirmed


def test_a_deadline_counts_calendar_days_over_weekends_and_holidays():
    friday = date(2026, 9, 25)
    assert due_day("incident", friday) == date(2026, 9, 26)
    assert due_day("question", friday) == date(2026, 9, 30)
    assert due_day("complaint", friday) == date(2026, 10, 2)


async def test_a_case_has_a_number_a_deadline_and_its_first_message(database):
    case = await opened()
    host = await make_federation()
    page = await cases.case_page(case.id, by=host.viewer)
    assert page.line.number == f"SQ-{clock.today().year}-0001"
    assert page.line.due_on == clock.today() + timedelta(days=5)
    assert page.line.asker == case.story.union.name
    assert [said.text for said in page.messages] == ["示例：请问能否加床？"]
    assert page.line.is_open


async def test_cases_opened_at_once_have_numbers_without_gaps_and_a_key_opens_one(database):
    union = await make_union()
    new = NewCase("question", "示例", "示例")
    await asyncio.gather(*(cases.open_case(new, by=union.organiser) for _ in range(6)))
    for _ in range(2):
        await cases.open_case(new, by=union.organiser, key=Key("k" * 20, "same"))
    assert sorted(await Case.all().values_list("serial", flat=True)) == list(range(1, 8))


async def test_the_sides_see_their_own_and_an_operator_what_it_was_handed(database):
    case, host = await opened(), await make_federation()
    operator, other = case.story.operator, await make_union()
    for stranger in (operator.sales, other.organiser, (await make_operator()).sales):
        with pytest.raises(CaseUnknown):
            await cases.case_page(case.id, by=stranger)
    with pytest.raises(NotGranted):
        await cases.case_page(case.id, by=(await make_federation(host=False)).clerk)
    await cases.hand_case(case.id, by=host.clerk)
    await cases.write_to_case(case.id, text="示例：可以加床", by=operator.sales)
    seen = await cases.case_page(case.id, by=case.story.union.viewer)
    assert [said.text for said in seen.messages][-1] == "示例：可以加床"
    assert (await cases.cases("all", by=operator.sales)).total == 1
    assert (await cases.cases("all", by=other.organiser)).total == 0


async def test_a_case_is_answered_once_and_by_the_federation_alone(database):
    case, host = await opened(), await make_federation()
    for actor in (case.story.union.administrator, case.story.operator.administrator, host.reviewer):
        with pytest.raises(NotGranted):
            await cases.answer_case(case.id, answer="示例", by=actor)
    results = await asyncio.gather(
        *(cases.answer_case(case.id, answer="示例", by=host.clerk) for _ in range(3)),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in results) == [
        "CaseAnswered",
        "CaseAnswered",
        "NoneType",
    ]
    for act in (cases.take_case, cases.hand_case):
        with pytest.raises(CaseAnswered):
            await act(case.id, by=host.clerk)
    page = await cases.case_page(case.id, by=host.clerk)
    assert (page.line.owner, page.line.answer) == (host.clerk.name, "示例")


async def test_a_clerk_notes_a_call_and_owns_it_and_must_say_who_called(database):
    host, story = await make_federation(), await confirmed()
    with pytest.raises(AskerMissing):
        await cases.open_case(NewCase("incident", "示例", "示例"), by=host.clerk)
    made = await cases.open_case(
        NewCase("incident", "示例", "示例", caller="示例旅行社", site_id=story.place.id),
        by=host.clerk,
    )
    line = (await cases.case_page(made, by=host.viewer)).line
    assert (line.channel, line.asker, line.owner) == ("telephone", "示例旅行社", host.clerk.name)
    await cases.hand_case(made, by=host.clerk)
    assert (await cases.cases("all", by=story.operator.sales)).total == 1


async def test_what_is_about_no_base_can_be_handed_to_nobody(database):
    host, union = await make_federation(), await make_union()
    made = await cases.open_case(NewCase("question", "示例", "示例"), by=union.organiser)
    with pytest.raises(NobodyToHandTo):
        await cases.hand_case(made, by=host.clerk)


async def test_the_last_day_ends_at_midnight_in_time_before_and_late_after(database):
    host, first = await make_federation(), await opened()
    second = await opened(story=first.story)
    end = clock.end_of((await Case.get(id=first.number)).due_on)
    with clock.moved_to(end - timedelta(seconds=1)):
        await cases.answer_case(first.id, answer="示例", by=host.clerk)
    with clock.moved_to(end):
        await cases.answer_case(second.id, answer="示例", by=host.clerk)
    assert not (await cases.case_page(first.id, by=host.clerk)).line.is_late
    assert (await cases.case_page(second.id, by=host.clerk)).line.is_late


async def test_the_owner_is_reminded_once_and_an_overdue_case_is_marked_once(database):
    host, case = await make_federation(), await opened()
    await cases.take_case(case.id, by=host.clerk)
    due = (await Case.get(id=case.number)).due_on
    with clock.moved_to(clock.at(due - timedelta(days=2), time(23, 59))):
        assert (await cases.near(), await cases.past()) == ([], [])
    with clock.moved_to(clock.at(due - timedelta(days=1), time(0))):
        assert await cases.near() == [case.number]
        for _ in range(2):
            await notices.remind_of_case(case.number)
    told = await Notice.filter(topic="case_near").values_list("user_id", flat=True)
    assert told == [host.clerk.user_id]
    with clock.moved_to(clock.end_of(due)):
        assert (await cases.near(), await cases.past()) == ([], [case.number])
        for _ in range(2):
            await cases.mark_overdue(case.number)
        assert await cases.past() == []
        marked = (await Case.get(id=case.number)).overdue_at
        assert marked == clock.now()


async def test_each_side_is_told_of_what_concerns_it_and_the_writer_never(database):
    host, case = await make_federation(), await opened()
    assert await notices.tell_case(case.number, "case_opened") == 2  # clerk and administrator
    await cases.hand_case(case.id, by=host.clerk)
    assert await notices.tell_case(case.number, "case_handed") == 2  # sales and administrator
    assert await notices.tell_case(case.number, "case_handed") == 0
    await cases.write_to_case(case.id, text="示例", by=case.story.operator.sales)
    message = await CaseMessage.all().order_by("-id").first()
    await notices.tell_case_message(message.id)
    told = set(await Notice.filter(topic="case_message").values_list("organisation_id", flat=True))
    assert told == {host.organisation, case.story.union.organisation}
    lines = (await notices.notices_of(case.story.union.organiser)).items
    assert f"SQ-{clock.today().year}-0001" in lines[0].subject
    assert lines[0].path == f"/union/cases/{case.id}"


async def test_the_share_in_time_counts_what_is_due_and_leaves_the_open_ones_out(database):
    host, story = await make_federation(), await confirmed()
    made = [await opened(story=story) for _ in range(4)]
    assert (await cases.case_figures(clock.today().year, by=host.viewer)).percent is None
    await cases.answer_case(made[0].id, answer="示例", by=host.clerk)
    await Case.filter(id=made[1].number).update(due_on=clock.today() - timedelta(days=1))
    await cases.answer_case(made[1].id, answer="示例", by=host.clerk)
    await Case.filter(id=made[2].number).update(due_on=clock.today() - timedelta(days=1))
    figures = await cases.case_figures(clock.today().year, by=host.viewer)
    assert (figures.opened, figures.in_time, figures.late, figures.open, figures.overdue) == (
        4,
        1,
        1,
        2,
        1,
    )
    assert figures.percent == 33.3
