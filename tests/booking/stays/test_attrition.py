"""People who drop out or stay away: the free share first, the table for the rest, to the fen and to the second."""

from datetime import date, time, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking import stays
from booking.money.models import Charge
from booking.stays.attrition import FreeShare, beyond_free, free_share, missing_nights
from booking.stays.models import Stay
from booking.stays.table_share import table_share
from sites import listings
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.listings import Attrition, AttritionUnfit
from sites.packages import Heads
from tests.booking.stays import changes
from tests.factories import stays as made
from tests.factories.places import PRICE, TWIN, make_place

IN = date(2027, 5, 20)
TERMS = {
    "tiers": [{"days_before": 15, "percent": 0}, {"days_before": 7, "percent": 30}, {"days_before": 0, "percent": 80}],
    "check_in_hour": 14, "attrition": {"is_charged": True, "free_percent": 10},
}  # fmt: skip
EACH = PRICE * 4


@given(st.integers(1, 10_000_000), st.integers(0, 90), st.integers(0, 90), st.integers(0, 90))
def test_what_is_beyond_the_free_share_is_in_proportion_and_never_more_than_what_falls(falls, leaving, free, left):  # fmt: skip
    share = FreeShare(90, free, left)
    beyond = beyond_free(Money(falls), leaving=leaving, share=share)
    assert 0 <= beyond.minor <= falls
    if leaving and leaving <= share.remaining:
        assert not beyond
    if leaving > share.remaining:
        assert abs(beyond.minor * leaving - falls * (leaving - share.remaining)) < leaving


def test_the_free_share_is_of_the_people_contracted_rounded_down_and_used_once():
    share = free_share(TERMS, heads=36, left=0, at=clock.at(IN, time(9)), check_in=IN)
    later = free_share(TERMS, heads=34, left=2, at=clock.at(IN, time(9)), check_in=IN)
    assert (share.contracted, share.free, share.remaining) == (36, 3, 3)
    assert (later.contracted, later.free, later.remaining) == (36, 3, 1)


@pytest.mark.parametrize(
    ("days", "hour", "percent"), [(15, 13, 0), (15, 14, 30), (7, 13, 30), (7, 14, 80)]
)
def test_a_person_who_leaves_costs_the_tier_of_that_second(days, hour, percent):
    """At the check-in hour the next tier holds; a second before it still the one before."""
    at = clock.at(IN - timedelta(days=days), time(14)) - timedelta(seconds=1 if hour == 13 else 0)
    share = table_share(
        at, before=Money(EACH * 36), after=Money(EACH * 31), terms=TERMS, check_in=IN, heads=36, leaving=5
    )  # fmt: skip
    assert (share.percent, share.free) == (percent, 3)
    assert share.kept == Money(EACH * 2).percent(percent)


def test_nights_without_a_count_miss_nobody():
    nights = [(IN, 36, None, Money(1)), (IN + timedelta(days=1), 36, 30, Money(1))]
    (one,) = missing_nights(nights, FreeShare(36, 3))
    assert (one.missing, one.beyond) == (6, 3)


async def charged(story: SimpleNamespace) -> int:
    charge = await Charge.get(stay_id=story.number)
    return 0 if charge.voided_at else charge.minor


async def test_people_who_leave_a_promise_are_charged_beyond_the_free_share(database):
    story = await made.confirmed(place=await changes.charging_place(), starts_in=10)
    await changes.leave(story, 5)

    kept = Money(EACH * 2).percent(30).minor
    assert await charged(story) == EACH * 31 + kept
    row = await Stay.get(id=story.number)
    assert (row.kept_minor, row.left_heads) == (kept, 5)

    preview = await stays.preview_cancellation(story.id, by=story.union.organiser)
    assert preview.fee.minor == Money(EACH * 31).percent(30).minor + kept
    await stays.cancel(story.id, fee_seen=preview.fee, note="", by=story.union.organiser)
    assert await charged(story) == preview.fee.minor


async def test_what_was_kept_of_those_who_left_is_in_the_fee_that_is_shown_before_a_no_show(
    database,
):
    story = await made.confirmed(place=await changes.charging_place(), starts_in=10)
    await changes.leave(story, 5)
    kept = Money(EACH * 2).percent(30)
    with clock.moved_to(clock.now() + timedelta(days=11)):
        shown = await stays.preview_no_show(story.id, by=story.operator.sales)
        await made.missed(story)
    assert shown.fee == Money(EACH * 31).percent(shown.percent) + kept
    assert await charged(story) == shown.fee.minor


async def test_the_free_share_is_used_up_by_one_change_after_the_other(database):
    story = await made.confirmed(place=await changes.charging_place(), starts_in=10)
    await changes.leave(story, 2)
    assert await charged(story) == EACH * 34
    await changes.leave(story, 2)
    assert await charged(story) == EACH * 32 + Money(EACH).percent(30).minor


async def test_where_the_base_does_not_charge_it_shrinkage_is_noted_only(database):
    story = await made.confirmed(starts_in=10)
    await changes.leave(story, 5)
    assert await charged(story) == EACH * 31


async def test_the_account_charges_those_who_stayed_away_beyond_what_is_left_of_the_free_share(database):  # fmt: skip
    story = await made.departed(
        place=await changes.charging_place(), came=Heads(26, 2, 2), rooms={TWIN: 18}
    )
    account = await stays.preview_account(story.id, by=story.operator.sales)
    union = await stays.preview_account(story.id, by=story.union.organiser)
    night = Money(PRICE * 3).percent(80)
    assert account == union
    assert account.short == night * 4
    assert account.total == Money(EACH * 30) + night * 4
    await stays.present_account(story.id, total_seen=account.total, by=story.operator.sales)
    assert await charged(story) == account.total.minor


async def test_a_group_within_the_free_share_pays_for_those_who_came(database):
    story = await made.departed(
        place=await changes.charging_place(), came=Heads(29, 2, 2), rooms={TWIN: 18}
    )
    account = await stays.preview_account(story.id, by=story.operator.sales)
    assert (account.short, account.total) == (Money(0), Money(EACH * 33))


async def test_a_free_share_is_a_percentage(database):
    place = await make_place()
    with pytest.raises(AttritionUnfit):
        await listings.set_attrition(place.id, Attrition(free_percent=101), by=place.operator.sales)
