"""A trip of several stays has one ceiling and one subsidy, held together, joined later, and as the page shows it."""

from booking import money, stays
from booking.money import Measure
from booking.stays.models import Stay
from sites.foundation import clock
from sites.foundation.amounts import Money, total
from sites.packages import Quote
from tests.booking.stays.test_subsidies import giving
from tests.factories import trips
from tests.factories.people import make_federation, make_union
from tests.factories.places import PRICE, make_place

WORKERS, NIGHTS = 12, 5
MEASURE = Measure(per_trip=PRICE * 4, excess_by="worker")


async def quotes_of(story) -> list[Quote]:
    rows = await Stay.filter(trip_id=story.number).order_by("check_in")
    return [Quote.from_facts(row.quote) for row in rows]


async def union_with_measure():
    union = await make_union()
    await money.set_measure(MEASURE, by=union.administrator)
    return union


async def test_two_stays_held_together_share_the_ceiling_of_one_trip(database):
    story = await trips.held(union=await union_with_measure())
    first, second = await quotes_of(story)
    assert first.shares.excess == Money(0)  # two nights of the four that the ceiling allows
    assert second.shares.excess == Money(WORKERS * PRICE)  # the fifth night is over it
    assert (second.allowance.earlier_days, second.allowance.spent) == (3, WORKERS * 2 * PRICE)


async def test_a_base_that_joins_later_is_priced_after_those_that_stand(database):
    union, place, other = await union_with_measure(), await make_place(), await make_place()
    made = await stays.hold_trip([trips.leg(place)], by=union.organiser)
    await stays.hold_trip(
        [trips.leg(other, starts_in=32, nights=3)], trip=made.trip, by=union.organiser
    )
    story = await trips.story_of(made.trip, union=union, places=(place, other))
    assert total(q.shares.excess for q in await quotes_of(story)) == Money(WORKERS * PRICE)


async def test_the_subsidy_of_a_programme_is_given_once_for_the_trip(database):
    federation, union = await make_federation(host=False), await make_union()
    await giving(federation, 70_00)
    story = await trips.held(union=union, programme="front_line")
    assert total(q.shares.parts["subsidy"] for q in await quotes_of(story)) == Money(WORKERS * 70_00)  # fmt: skip
    by_day = await giving(federation, 10_00, per="day", starts_on=clock.today())
    later = await trips.held(union=union, programme="front_line")
    found = await quotes_of(later)
    assert {quote.allowance.rate for quote in found} == {by_day}
    days = NIGHTS + 1
    assert total(q.shares.parts["subsidy"] for q in found) == Money(WORKERS * 10_00 * days)


async def test_the_page_shows_what_would_be_held(database):
    union = await union_with_measure()
    story = await trips.held(union=union)
    first, second = await quotes_of(story)
    shown = await stays.allowance_after(
        union.organisation, programme="", check_in=second.nights[0].date, before=[first]
    )
    assert shown == second.allowance
    alone = await stays.allowance_after(
        union.organisation, programme="", check_in=second.nights[0].date, before=[]
    )
    assert alone != shown
