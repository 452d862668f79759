"""A plan against what became of it: each trip once, by how far it came."""

from datetime import date, timedelta

import pytest

from booking import people, plans
from booking.insights.plan_progress import measured, progress_of, territory_of
from booking.stays import YearTrip
from sites.foundation import clock
from sites.packages import Heads
from tests.factories import stays as made
from tests.factories.people import HANGZHOU, make_union
from tests.factories.plans import approved_plan, batch, content

HUANGSHAN_DISTRICT, OWN_DISTRICT, NINGBO_DISTRICT = "341002", "330106", "330206"


def trip(number: int, reached: str, workers: int, *districts: str) -> YearTrip:
    first = date(2030, 5, number)
    return YearTrip(
        number, f"t{number}", first, first + timedelta(days=4), "", reached, workers, workers * 4, workers * 1000,
        ("示例",), districts or (HUANGSHAN_DISTRICT,), f"s{number}",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("districts", "territory"),
    [
        ([OWN_DISTRICT], "city"),
        ([OWN_DISTRICT, NINGBO_DISTRICT], "province"),
        ([NINGBO_DISTRICT], "province"),
        ([HUANGSHAN_DISTRICT], "recognised"),
        ([OWN_DISTRICT, HUANGSHAN_DISTRICT], "recognised"),
    ],
)
def test_the_widest_territory_that_a_trip_needs(districts, territory):
    assert territory_of(districts, area_code=HANGZHOU) == territory


def test_each_trip_counts_once_and_by_how_far_it_came():
    one, two, three = batch(2030, day=10), batch(2030, day=20, territory="province"), batch(2030, day=30)  # fmt: skip
    trips = [trip(1, "held", 28), trip(2, "travelled", 31), trip(3, "confirmed", 12)]
    found = measured(content(one, two, three), {one.id: 1, two.id: 2, three.id: 99}, trips, area_code=HANGZHOU)  # fmt: skip
    assert [b.trip.id if b.trip else None for b in found.batches] == [1, 2, None]
    assert [b.is_elsewhere for b in found.batches] == [False, True, False]
    assert [t.id for t in found.outside] == [3]
    assert (found.planned.batches, found.planned.people, found.planned.person_nights) == (
        3,
        90,
        360,
    )
    assert [found.reached(s).people for s in ("held", "confirmed", "travelled")] == [28, 12, 31]
    assert (found.taken.people, found.taken.fen) == (71, 71_000)
    assert [b.number for b in found.open_batches] == [3]


async def test_progress_counts_who_came_and_what_the_union_bears(database):
    union = await make_union()
    year = clock.today().year
    held = await made.held(union=union, starts_in=30, heads=Heads(30, 2, 2))
    gone = await made.departed(union=union, days_ago=3, came=Heads(27, 2, 2))
    for story in (held, gone):
        if story.check_in.year != year:  # around New Year the two lie in different plans
            year = story.check_in.year
    one = batch(year, day=100)
    await approved_plan(union, one)
    area = (await people.particulars_of(union.organisation)).area_code
    page = await plans.plan_page(year, by=union.viewer)
    found = await progress_of(page, area_code=area, by=union.viewer)
    there = {t.reached: t for t in found.outside}
    for story, reached, workers in ((held, "held", 30), (gone, "travelled", 27)):
        if story.check_in.year == year:
            assert (there[reached].workers, there[reached].person_nights) == (workers, workers * 4)
            assert there[reached].fen > 0
