"""A person of a plan goes with another batch: both lists in one act, or neither."""

import asyncio
from datetime import timedelta

import pytest

from booking import rosters, stays
from booking.people import NotGranted
from booking.plans import BatchUnknown, PlanUnknown
from booking.rosters import Needs, Retention, Retreat, TravellerUnknown
from booking.rosters.models import Traveller
from booking.rosters.rooming_models import TravellerNeeds
from booking.stays import plan_people
from booking.stays.models import Party, Stay, StayNight
from booking.stays.plan_people import BatchClosed, PlanBatchFull, PlanListsMoved
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from tests.factories.people import make_union
from tests.factories.plan_people import names, number_of, planned, traveller_of


async def name(story, batch: int, *people: str, number: str = "") -> None:
    drafts = [
        rosters.draft(name=one, kind="worker", number=number or number_of(), phone="13800138000") for one in people
    ]  # fmt: skip
    await stays.name_travellers(story.stays[batch - 1], drafts, by=story.union.organiser)


async def move(story, who: str, *, source: int = 1, to: int = 2, seen=None) -> None:
    by = story.union.organiser
    traveller = await traveller_of(story, source, who)
    if seen is None:
        seen = (await plan_people.move_preview(story.plan, [traveller], by=by)).seen
    await plan_people.move_to_batch(story.plan, [traveller], to=to, seen=seen, by=by)


async def picked_up(story, batch: int) -> int:
    rows = await StayNight.filter(stay__public_id=story.stays[batch - 1])
    return max((row.picked_up_workers or 0) for row in rows)


async def test_who_is_moved_is_on_one_list_with_number_telephone_and_needs(database):
    story, number = await planned(), number_of()
    await name(story, 1, "示例甲", number=number)
    await name(story, 1, "示例乙")
    stay = await Stay.get(public_id=story.stays[0])
    party = await Party.get(trip_id=stay.trip_id)
    await _write_needs(await traveller_of(story, 1, "示例甲"), party.id, stay)
    await move(story, "示例甲")
    assert (await names(story, 1), await names(story, 2)) == (["示例乙"], ["示例甲"])
    assert (await picked_up(story, 1), await picked_up(story, 2)) == (1, 1)
    row = await Traveller.get(public_id=await traveller_of(story, 2, "示例甲"))
    seen = await rosters.reveal_id(row.public_id, reason="示例", by=story.union.organiser)
    assert (seen.number, seen.phone) == (number, "+8613800138000")
    needs = await TravellerNeeds.get(traveller_id=row.id)
    assert (needs.department, needs.diet, needs.bond, needs.arrives_on) == ("一车间", "halal", "", None)  # fmt: skip
    assert await Traveller.filter(id_index=row.id_index).count() == 1


@transaction
async def _write_needs(traveller: str, party_id: int, stay: Stay) -> None:
    nights = [stay.check_in, stay.check_in + timedelta(days=1)]
    needs = Needs(department="一车间", bond="A", diet="halal", arrives_on=stay.check_in)
    await rosters.write_needs(traveller, needs, party_id=party_id, group=nights)


async def test_a_batch_that_is_full_takes_nobody_and_nobody_leaves(database):
    story = await planned(heads=2)
    await name(story, 1, "示例甲")
    await name(story, 2, "示例乙", "示例丙")
    with pytest.raises(PlanBatchFull) as refused:
        await move(story, "示例甲")
    assert refused.value.params == {"number": 2, "most": 2, "named": 3}
    assert (await names(story, 1), await names(story, 2)) == (["示例甲"], ["示例乙", "示例丙"])


async def test_a_list_that_changed_since_it_was_looked_at_is_looked_at_again(database):
    story = await planned()
    await name(story, 1, "示例甲")
    await name(story, 2, "示例乙")
    with pytest.raises(PlanListsMoved):
        await move(story, "示例甲", seen={1: 1, 2: 0})
    await move(story, "示例甲", seen={1: 1, 2: 1})


async def test_two_who_move_the_same_person_at_once_move_them_once(database):
    story = await planned()
    await name(story, 1, "示例甲")
    done = await asyncio.gather(
        move(story, "示例甲"), move(story, "示例甲"), return_exceptions=True
    )
    assert sum(one is None for one in done) == 1
    assert (await names(story, 1), await names(story, 2)) == ([], ["示例甲"])


async def test_two_who_are_moved_crosswise_at_once_change_places_or_one_is_told(database):
    story = await planned()
    await name(story, 1, "示例甲")
    await name(story, 2, "示例乙")
    done = await asyncio.gather(
        move(story, "示例甲"), move(story, "示例乙", source=2, to=1), return_exceptions=True
    )
    assert all(one is None or isinstance(one, PlanListsMoved) for one in done)
    assert any(one is None for one in done)
    assert sorted([*await names(story, 1), *await names(story, 2)]) == ["示例乙", "示例甲"]


async def test_nobody_is_moved_to_a_batch_that_is_not_held_or_is_none(database):
    story = await planned()
    await name(story, 1, "示例甲")
    with pytest.raises(BatchClosed):
        await move(story, "示例甲", to=3)
    for none in (1, 9):
        with pytest.raises(BatchUnknown):
            await move(story, "示例甲", to=none)


async def test_nobody_leaves_a_batch_that_has_begun_nor_joins_one(database):
    story = await planned(starts=(30, 60))
    await name(story, 1, "示例甲")
    await name(story, 2, "示例乙")
    with clock.moved_to(clock.now() + timedelta(days=30)):
        for who, source, to in (("示例甲", 1, 2), ("示例乙", 2, 1)):
            with pytest.raises(BatchClosed):
                await move(story, who, source=source, to=to)


async def test_a_batch_whose_group_was_cancelled_is_held_no_more(database):
    story = await planned()
    await name(story, 1, "示例甲")
    await stays.cancel(story.stays[1], fee_seen=Money(0), note="", by=story.union.organiser)
    with pytest.raises(BatchClosed):
        await move(story, "示例甲")


async def test_only_the_unions_own_people_who_keep_lists_move_anybody(database):
    story, other = await planned(), await make_union()
    await name(story, 1, "示例甲")
    traveller = await traveller_of(story, 1, "示例甲")
    for by, refusal in (
        (story.union.viewer, NotGranted),
        (story.union.approver, NotGranted),
        (other.organiser, PlanUnknown),
    ):
        with pytest.raises(refusal):
            await plan_people.move_to_batch(story.plan, [traveller], to=2, seen={1: 1, 2: 0}, by=by)
    with pytest.raises(TravellerUnknown):
        await plan_people.move_preview(story.plan, ["0" * 32], by=story.union.organiser)


async def test_the_preview_says_what_would_stand_in_the_way_of_each_batch(database):
    """Years between are counted to the retreat before, and the batch that is left is none."""
    story, number = await planned(), number_of()
    await rosters.set_retention(Retention(30, 2), by=story.union.administrator)
    await name(story, 1, "示例甲", number=number)
    traveller = await traveller_of(story, 1, "示例甲")
    clear = await plan_people.move_preview(story.plan, [traveller], by=story.union.organiser)
    assert (clear.people[0].verdict.outcome, outcomes(clear)) == ("pass", [["pass"]])
    first = await Stay.get(public_id=story.stays[0])
    begun = first.check_in.replace(year=first.check_in.year - 2) + timedelta(days=10)
    await _retreat(story, first, begun)
    found = await plan_people.move_preview(story.plan, [traveller], by=story.union.organiser)
    assert found.people[0].verdict.own == ("years",)
    assert outcomes(found) == [["pass"]]


def outcomes(found) -> list[list[str]]:
    return [[verdict.outcome for _person, verdict in one.verdicts] for one in found.targets]


@transaction
async def _retreat(story, stay: Stay, begun) -> None:
    """A retreat of the same people, on record for another trip of the union."""
    party = await Party.get(trip_id=stay.trip_id)
    other = await Stay.get(public_id=story.stays[1])
    retreat = Retreat(
        other.trip_id, story.union.organisation, "330100", "341000", "", begun, begun + timedelta(days=3), 1000, "used"
    )  # fmt: skip
    await rosters.write_records(party.id, retreat)


async def several(story, *people: tuple[int, str]) -> list[str]:
    return [await traveller_of(story, batch, who) for batch, who in people]


async def test_several_go_at_once_from_several_batches_as_one_version_of_each_list(database):
    story = await planned(starts=(30, 60, 90))
    by = story.union.organiser
    await name(story, 1, "示例甲", "示例乙", "示例丙")
    await name(story, 2, "示例丁")
    await name(story, 3, "示例戊")
    who = await several(story, (1, "示例丙"), (1, "示例甲"), (2, "示例丁"), (3, "示例戊"))
    found = await plan_people.move_preview(story.plan, who, by=by)
    assert [(one.line.number, one.coming, one.after) for one in found.targets] == [(1, 2, 5), (2, 3, 4), (3, 3, 4)]  # fmt: skip
    assert [one.takes for one in found.targets] == [False, True, True]
    moved = await plan_people.move_to_batch(story.plan, who, to=3, seen=found.seen, by=by)
    assert moved == 3
    assert await names(story, 1) == ["示例乙"]
    assert await names(story, 2) == []
    assert await names(story, 3) == ["示例戊", "示例甲", "示例丙", "示例丁"]
    after = await plan_people.move_preview(story.plan, await several(story, (1, "示例乙")), by=by)
    assert after.seen == {number: version + 1 for number, version in found.seen.items()}


async def test_where_one_has_no_place_nobody_goes(database):
    story = await planned(heads=2)
    by = story.union.organiser
    await name(story, 1, "示例甲", "示例乙")
    await name(story, 2, "示例丙")
    who = await several(story, (1, "示例甲"), (1, "示例乙"))
    seen = (await plan_people.move_preview(story.plan, who, by=by)).seen
    with pytest.raises(PlanBatchFull):
        await plan_people.move_to_batch(story.plan, who, to=2, seen=seen, by=by)
    assert (await names(story, 1), await names(story, 2)) == (["示例甲", "示例乙"], ["示例丙"])
    assert (await plan_people.move_preview(story.plan, who, by=by)).seen == seen


async def test_whoever_is_gone_meanwhile_stops_the_move_and_is_passed_over_in_the_preview(database):
    story = await planned()
    by = story.union.organiser
    await name(story, 1, "示例甲", "示例乙")
    who = await several(story, (1, "示例甲"), (1, "示例乙"))
    await stays.unname_traveller(story.stays[0], who[1], by=by)
    found = await plan_people.move_preview(story.plan, who, by=by)
    assert [one.person.name for one in found.people] == ["示例甲"]
    with pytest.raises(TravellerUnknown):
        await plan_people.move_to_batch(story.plan, who, to=2, seen=found.seen, by=by)
    assert await names(story, 1) == ["示例甲"]


async def test_needs_and_numbers_of_several_stay_with_whom_they_belong_to(database):
    story = await planned()
    by = story.union.organiser
    numbers = {who: number_of() for who in ("示例甲", "示例乙", "示例丙")}
    for who, number in numbers.items():
        await name(story, 1, who, number=number)
    stay = await Stay.get(public_id=story.stays[0])
    party = await Party.get(trip_id=stay.trip_id)
    await _write_needs(await traveller_of(story, 1, "示例乙"), party.id, stay)
    who = await several(story, *((1, one) for one in numbers))
    seen = (await plan_people.move_preview(story.plan, who, by=by)).seen
    await plan_people.move_to_batch(story.plan, who, to=2, seen=seen, by=by)
    for one, number in numbers.items():
        row = await Traveller.get(public_id=await traveller_of(story, 2, one))
        assert (await rosters.reveal_id(row.public_id, reason="示例", by=by)).number == number
        kept = await TravellerNeeds.get_or_none(traveller_id=row.id)
        assert (kept.diet if kept else "") == ("halal" if one == "示例乙" else "")
