"""One list of everybody who travels by a plan, with what stands in whose way."""

import pytest

from booking import rosters, stays
from booking.people import NotGranted
from booking.plans import PlanUnknown
from booking.rosters import Retention
from booking.stays import plan_people
from tests.factories import stays as made
from tests.factories.people import make_union
from tests.factories.plan_people import number_of, planned
from tests.factories.stays import confirmed


async def name(story, batch: int, *people: tuple[str, str, str]) -> None:
    drafts = [
        rosters.draft(name=one, kind=kind, number=number, department="示例科") for one, kind, number in people
    ]  # fmt: skip
    await stays.name_travellers(story.stays[batch - 1], drafts, by=story.union.organiser)


async def found(story):
    return await plan_people.plan_people(story.plan, by=story.union.approver)


async def outcomes(story) -> dict[tuple[int, str], tuple[str, tuple[str, ...], bool]]:
    return {
        (one.batch, one.person.name): (one.verdict.outcome, one.verdict.own, one.verdict.elsewhere)
        for one in (await found(story)).people
    }


async def test_everybody_stands_with_batch_and_department_and_masked(database):
    story, number = await planned(), number_of()
    await name(story, 1, ("示例甲", "worker", number))
    await name(story, 2, ("示例乙", "family", ""), ("示例丙", "worker", ""))
    page = await found(story)
    assert [(one.batch, one.person.name, one.department) for one in page.people] == [
        (1, "示例甲", "示例科"), (2, "示例乙", "示例科"), (2, "示例丙", "示例科"),
    ]  # fmt: skip
    assert number not in str(page)
    assert page.workers == 2
    assert [(one.number, one.named, one.heads, one.closed) for one in page.batches] == [
        (1, 1, 4, ""), (2, 2, 4, ""), (3, 0, 0, "not_held"),
    ]  # fmt: skip


async def test_a_worker_without_a_number_cannot_be_compared_and_family_is_not_asked_about(database):
    story = await planned()
    await name(story, 1, ("示例甲", "worker", ""), ("示例乙", "family", number_of()))
    await name(story, 2, ("示例丙", "worker", number_of()))
    assert {who: one[0] for who, one in (await outcomes(story)).items()} == {
        (1, "示例甲"): "incomplete", (1, "示例乙"): "", (2, "示例丙"): "pass",
    }  # fmt: skip


async def test_somebody_on_two_batches_is_marked_and_counted_once(database):
    story, number = await planned(), number_of()
    for batch in (1, 2):
        await name(story, batch, ("示例甲", "worker", number))
    page = await found(story)
    assert [one.also for one in page.people] == [(2,), (1,)]
    assert page.workers == 1
    assert {one.verdict.outcome for one in page.people} == {"pass"}
    await rosters.set_retention(Retention(30, 1), by=story.union.administrator)
    assert (await outcomes(story))[2, "示例甲"] == ("warn", ("years",), False)
    assert (await outcomes(story))[1, "示例甲"][0] == "pass"


async def test_two_batches_at_the_same_time_stand_in_each_others_way(database):
    story, number = await planned(starts=(30, 31)), number_of()
    for batch in (1, 2):
        await name(story, batch, ("示例甲", "worker", number))
    assert {one[1] for one in (await outcomes(story)).values()} == {("overlap",)}


async def test_what_the_last_check_found_with_another_union_is_shown_without_the_union(database):
    story, number = await planned(), number_of()
    await name(story, 1, ("示例甲", "worker", number))
    other = await confirmed(starts_in=30, nights=2)
    draft = rosters.draft(name="示例甲", kind="worker", number=number)
    await stays.name_travellers(other.id, [draft], by=other.union.organiser)
    assert (await outcomes(story))[1, "示例甲"] == ("pass", (), False)
    assert (await found(story)).batches[0].checked_at is None
    await stays.check_eligibility(story.stays[0], agreed=True, by=story.union.organiser)
    assert (await outcomes(story))[1, "示例甲"] == ("warn", (), True)
    assert (await found(story)).batches[0].checked_at
    assert other.reference not in str(await found(story))


async def test_lists_of_other_unions_are_never_looked_at(database):
    """The control of the verdict: the same trip as one's own would stand in the way."""
    story, number = await planned(), number_of()
    await name(story, 1, ("示例甲", "worker", number))
    draft = rosters.draft(name="示例甲", kind="worker", number=number)
    foreign = await confirmed(starts_in=30, nights=2)
    await stays.name_travellers(foreign.id, [draft], by=foreign.union.organiser)
    assert (await outcomes(story))[1, "示例甲"][0] == "pass"
    own = await made.held(union=story.union, place=story.place, starts_in=30, nights=2)
    await stays.name_travellers(own.id, [draft], by=story.union.organiser)
    assert (await outcomes(story))[1, "示例甲"] == ("warn", ("overlap",), False)


async def test_who_may_not_see_lists_sees_no_plans_people(database):
    story, other = await planned(), await make_union()
    for by, refusal in (
        (story.union.viewer, NotGranted),
        (story.union.finance, NotGranted),
        (other.organiser, PlanUnknown),
    ):
        with pytest.raises(refusal):
            await plan_people.plan_people(story.plan, by=by)
