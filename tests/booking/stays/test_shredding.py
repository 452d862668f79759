"""Lists go when their time is over, and what stays of them names nobody."""

from datetime import date, timedelta

import pytest

from booking import rosters, stays
from booking.people import NotGranted
from booking.rosters import Retention, TravellerUnknown
from booking.rosters.models import Traveller
from booking.stays.names_seen import NumbersClosed, may_see_names, may_see_numbers
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.database import fetch
from tests.factories.people import make_union
from tests.factories.resident_numbers import resident_number_for
from tests.factories.stays import confirmed, held

BORN = date(1980, 5, 1)


def person(name: str = "示例甲") -> rosters.TravellerDraft:
    return rosters.draft(
        name=name, kind="worker", number=resident_number_for(BORN), phone="13900001234"
    )


async def named(story, *people: rosters.TravellerDraft) -> str:
    await stays.name_travellers(story.id, people or [person()], by=story.union.organiser)
    newest = await Traveller.all().order_by("-id").first()
    return newest.public_id if newest else ""


async def test_a_list_is_shredded_so_many_days_after_the_stay_is_over_and_not_before(database):
    story = await held()
    await named(story)
    await rosters.set_retention(Retention(days=10), by=story.union.administrator)
    await stays.cancel(story.id, fee_seen=Money(0), note="示例", by=story.union.organiser)
    assert await stays.lists_to_shred() == []
    with clock.moved_to(clock.now() + timedelta(days=11)):
        (party,) = await stays.lists_to_shred()
        assert await stays.shred_list(party) == 1
        assert await stays.shred_list(party) == 0
        assert await stays.lists_to_shred() == []
        (record,) = await rosters.shredded_lists(by=story.union.administrator)
    assert (record.people, record.days, record.reference) == (1, 10, story.reference)
    kept = str(
        [await fetch(f"SELECT * FROM {table}") for table in ("travellers", "roster_changes")]
    )
    assert "示例甲" not in kept
    assert "v1:" not in kept


async def test_a_list_of_a_group_that_travels_is_never_due(database):
    story = await confirmed()
    await named(story)
    with clock.moved_to(clock.now() + timedelta(days=60)):
        assert await stays.lists_to_shred() == []
    with clock.moved_to(clock.now() + timedelta(days=500)):
        assert len(await stays.lists_to_shred()) == 1


@pytest.mark.parametrize("days", [0, 366])
async def test_terms_have_bounds_and_belong_to_the_administrator(database, days):
    union = await make_union()
    with pytest.raises(rosters.RetentionUnfit):
        await rosters.set_retention(Retention(days=days), by=union.administrator)
    with pytest.raises(NotGranted):
        await rosters.set_retention(Retention(), by=union.viewer)


async def test_every_look_is_listed_for_the_union_s_administrator_alone(database):
    story = await confirmed(starts_in=1)
    own = await named(story)
    await rosters.reveal_id(own, reason="办理保险", by=story.union.organiser)
    await stays.reveal_for_registration(story.id, own, reason="住宿登记", by=story.operator.steward)
    looks, total = await rosters.reveals_of_own(by=story.union.administrator)
    assert [(look.reason, look.whose) for look in looks] == [
        ("住宿登记", "示例甲"),
        ("办理保险", "示例甲"),
    ]
    assert total == 2
    other = await make_union()
    assert await rosters.reveals_of_own(by=other.administrator) == ((), 0)


async def test_a_base_opens_numbers_around_the_stay_alone(database):
    story = await confirmed(starts_in=20)
    own = await named(story)
    with pytest.raises(NumbersClosed):
        await stays.reveal_for_registration(story.id, own, reason="登记", by=story.operator.steward)
    assert (await stays.list_for_base(story.id, by=story.operator.steward)).people[0].number == ""
    with clock.moved_to(clock.at(story.check_in - timedelta(days=1), clock.now().time())):
        shown = await stays.reveal_for_registration(
            story.id, own, reason="登记", by=story.operator.steward
        )
        assert shown.phone == "+8613900001234"
        seen = await stays.list_for_base(story.id, by=story.operator.steward)
        assert "*" in seen.people[0].number


def test_the_days_on_which_a_base_sees_names_and_numbers():
    today = clock.today()
    sure, out = stays.State.CONFIRMED, today + timedelta(days=3)
    assert may_see_names(sure, today - timedelta(days=14))
    assert not may_see_names(sure, today - timedelta(days=15))
    assert not may_see_names(stays.State.SUBMITTED, out)
    assert may_see_numbers(sure, today + timedelta(days=1), out)
    assert not may_see_numbers(sure, today + timedelta(days=2), out)
    assert may_see_numbers(sure, today - timedelta(days=9), today - timedelta(days=3))
    assert not may_see_numbers(sure, today - timedelta(days=9), today - timedelta(days=4))


async def test_at_a_person_s_request_everything_goes_and_others_stay(database):
    story = await held()
    await named(story, person("示例甲"), person("示例乙"))
    first = await Traveller.get(name="示例甲")
    other = await make_union()
    with pytest.raises(Exception, match="stay_unknown"):
        await stays.erase_person(story.id, first.public_id, by=other.organiser)
    await stays.erase_person(story.id, first.public_id, by=story.union.organiser)
    with pytest.raises(TravellerUnknown):
        await stays.erase_person(story.id, first.public_id, by=story.union.organiser)
    kept = str(
        [await fetch(f"SELECT * FROM {table}") for table in ("travellers", "roster_changes")]
    )
    assert ("示例甲" in kept, "示例乙" in kept) == (False, True)
    assert (await stays.page_of(story.id, by=story.union.organiser)).nights[0].heads[
        "picked_up"
    ] == 1


async def test_a_copy_for_a_person_holds_all_and_is_a_look(database):
    story = await held()
    own = await named(story)
    party = (await stays.page_of(story.id, by=story.union.organiser)).party_id
    held_of = dict(await rosters.copy_of(own, party=party, by=story.union.organiser))
    assert held_of["Telephone"] == "+8613900001234"
    assert len(held_of["Document number"]) == 18
    assert (await rosters.reveals_of_own(by=story.union.administrator))[1] == 1
