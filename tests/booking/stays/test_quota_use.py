"""A trip's quotas follow what becomes of its stays."""

from datetime import timedelta

import pytest

from booking import stays
from booking.quotas import QuotaSpent
from booking.quotas.models import QuotaClaim
from booking.stays.models import Trip
from sites.foundation import clock
from sites.packages import Heads
from tests.booking.stays import changes, stories
from tests.booking.stays.changes import amended, later, terms_of
from tests.factories import trips
from tests.factories.people import make_federation, make_union
from tests.factories.places import TWIN, make_place
from tests.factories.quotas import make_quota, numbers
from tests.factories.stays import accounted, confirmed, held, inquired, submitted

pytestmark = pytest.mark.usefixtures("database")


async def claimed() -> list[tuple[int, bool]]:
    return await QuotaClaim.filter(released_at=None).values_list("amount", "is_firm")


async def test_workers_are_counted_and_neither_family_nor_crew():
    await make_quota(await make_federation())
    await held(heads=Heads(32, 2, 2))
    assert await claimed() == [(32, False)]


async def test_what_is_held_becomes_used_with_the_confirmation():
    await make_quota(await make_federation())
    await submitted()
    assert await claimed() == [(32, False)]
    await confirmed()
    assert sorted(await claimed()) == [(32, False), (32, True)]


async def test_where_the_promised_stay_of_a_trip_is_cancelled_what_is_left_is_held_again():
    await make_quota(await make_federation())
    trip = await trips.held()
    first = trip.legs[0]
    for act in (stories.submit, stories.accept, stories.confirm):
        await act(first)
    assert await claimed() == [(12, True)]

    await stories.cancel(first)

    assert await claimed() == [(12, False)]


async def test_what_a_promised_group_draws_of_a_quota_for_the_first_time_is_used_at_once():
    story = await confirmed()
    last = story.nights[-1]
    await make_quota(
        await make_federation(), unit="person_nights", first_day=last + timedelta(days=1),
        last_day=last + timedelta(days=60),
    )  # fmt: skip
    assert await claimed() == []

    await changes.accept(story, await amended(story, terms_of(story, nights=len(story.nights) + 1)))

    assert await claimed() == [(32, True)]


async def test_a_stay_that_comes_to_nothing_gives_its_quota_back():
    made = await make_quota(await make_federation())
    story = await submitted()
    await stays.decline(story.id, reason="other", note="", by=story.operator.sales)
    over = await held()
    with clock.moved_to(clock.now() + timedelta(days=8)):
        await stays.expire(over.number)
    assert await claimed() == []
    assert (await numbers(made))[1] == 0


async def test_an_inquiry_takes_nothing_until_the_operator_says_yes():
    made = await make_quota(await make_federation(), programme="front_line", unit="person_nights")
    union, place = await make_union(), await make_place(booking_mode="ask")
    story = await inquired(union=union, place=place, rooms={TWIN: 5}, heads=Heads(10), nights=3)
    await Trip.all().update(programme="front_line")
    assert await claimed() == []
    await stays.grant(story.id, by=story.operator.sales)
    assert (await numbers(made))[1] == 30


async def test_agreed_the_quota_is_corrected_to_the_workers_who_came():
    made = await make_quota(await make_federation())
    story = await accounted(came=Heads(30, 2, 2))
    assert await claimed() == [(32, True)]
    await stays.accept_account(story.id, by=story.union.organiser)
    assert await claimed() == [(30, True)]
    assert (await numbers(made))[1] == 30


async def test_a_change_moves_by_the_difference_and_more_than_is_left_is_refused_whole():
    made = await make_quota(await make_federation(), ceiling=150, unit="person_nights")
    story = await held(heads=Heads(32, 2, 2))
    assert (await numbers(made))[1] == 4 * 32
    with pytest.raises(QuotaSpent) as no:
        await amended(story, terms_of(story, nights=5))
    assert (no.value.params["left"], no.value.params["asked"]) == (22, 32)
    assert (await numbers(made))[1] == 4 * 32
    await amended(story, later(story, 6))
    assert (await numbers(made))[1] == 4 * 32 - 6


async def test_where_a_quota_is_full_holds_past_their_time_are_ended_first():
    made = await make_quota(await make_federation(), ceiling=40)
    place, other = await make_place(), await make_place()
    await held(place=place, heads=Heads(30), rooms={TWIN: 15}, starts_in=50)
    with clock.moved_to(clock.now() + timedelta(days=8)):
        await held(place=other, heads=Heads(25), rooms={TWIN: 13}, starts_in=60)
        with pytest.raises(QuotaSpent):
            await held(place=other, heads=Heads(25), rooms={TWIN: 13}, starts_in=60)
    assert (await numbers(made))[1] == 25


async def test_a_change_says_what_it_would_draw_and_draws_it_by_the_difference():
    made = await make_quota(await make_federation(), ceiling=35, unit="workers")
    story = await held(heads=Heads(32, 2, 2))
    larger = changes.terms_of(story, heads=Heads(36, 2, 2), rooms={TWIN: 20})
    by = story.union.organiser

    seen = await stays.preview_amendment(story.id, larger, by=by)
    (one,) = seen.quotas
    assert (one.before, one.after, one.left) == (32, 36, 3)
    assert isinstance(seen.obstacle, QuotaSpent)
    with pytest.raises(QuotaSpent):
        await stays.amend(story.id, larger, total_seen=seen.total, by=by)
    fitting = changes.terms_of(story, heads=Heads(35, 2, 2), rooms={TWIN: 20})
    await changes.amended(story, fitting)
    assert (await numbers(made))[1] == 35
    await changes.amended(story, changes.later(story, 6))
    assert await claimed() == [(32, False)]


async def test_person_nights_of_a_change_count_who_sleeps_there_each_night():
    made = await make_quota(await make_federation(), ceiling=500, unit="person_nights")
    story = await confirmed()
    amendment = await changes.amended(story, changes.later(story, 6))
    assert (await numbers(made))[1] == 32 * 4
    await changes.accept(story, amendment)
    assert (await numbers(made))[1] == 26 + 3 * 32
    assert await claimed() == [(26 + 3 * 32, True)]
