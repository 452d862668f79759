"""Force majeure: declared for a base or a district; whoever has nights in it leaves or moves without a fee."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from booking import money, stays
from booking.people import NotGranted
from booking.stays import Event
from booking.stays.force_majeure import ForceMajeureUnfit, ForceMajeureUnknown
from booking.stays.models import StayEvent
from sites import listings
from sites.foundation.amounts import Money
from sites.listings import Attrition, SiteUnknown
from sites.listings.models import Site
from tests.booking.stays import changes
from tests.factories import stays as made
from tests.factories.people import make_federation, make_operator


def typhoon(story: SimpleNamespace, *, after: int = 1, nights: int = 2) -> Event:
    first = story.check_in + timedelta(days=after)
    return Event(first, first + timedelta(days=nights - 1), "typhoon", "台风登陆", "市气象台公告")


async def fee(story: SimpleNamespace) -> Money:
    return (await stays.preview_cancellation(story.id, by=story.union.organiser)).fee


async def test_a_group_in_it_cancels_free_of_charge_and_everything_goes_back(database):
    story = await made.confirmed(starts_in=3)
    assert await fee(story)
    touched = await stays.declare_force_majeure(
        typhoon(story), site=story.place.code, by=story.operator.sales
    )
    assert (touched, await fee(story)) == (1, Money(0))
    assert await StayEvent.filter(stay_id=story.number, act="force_majeure").count() == 1

    await stays.cancel(story.id, fee_seen=Money(0), note="", by=story.union.organiser)
    assert (await money.account_of(story.number)).charged == Money(0)


@pytest.mark.parametrize(("after", "nights", "is_in"), [(-2, 2, False), (-1, 2, True), (3, 1, True), (4, 1, False)])  # fmt: skip
async def test_only_its_own_nights_count_both_days_included(database, after, nights, is_in):
    story = await made.confirmed(starts_in=5)
    event = typhoon(story, after=after, nights=nights)
    await stays.declare_force_majeure(event, site=story.place.code, by=story.operator.sales)
    assert (await fee(story) == Money(0)) is is_in


async def test_a_district_is_declared_by_the_host_federation_and_by_nobody_else(database):
    story, host = await made.confirmed(starts_in=3), await make_federation()
    district = (await Site.get(id=story.place.id)).district_code
    with pytest.raises(SiteUnknown):
        await stays.declare_force_majeure(typhoon(story), district=district, by=story.operator.sales)  # fmt: skip
    with pytest.raises(NotGranted):
        await stays.declare_force_majeure(typhoon(story), district=district, by=host.viewer)
    assert await stays.declare_force_majeure(typhoon(story), district=district, by=host.clerk) >= 1
    assert await fee(story) == Money(0)


async def test_new_dates_and_fewer_people_cost_nothing_in_it(database):
    story = await made.confirmed(starts_in=3)
    await listings.set_attrition(story.place.id, Attrition(is_charged=True), by=story.operator.sales)  # fmt: skip
    await stays.declare_force_majeure(
        typhoon(story), site=story.place.code, by=story.operator.sales
    )
    terms = changes.fewer(story, 8)
    seen = await stays.preview_amendment(story.id, terms, by=story.union.organiser)
    assert not seen.table.kept


async def test_withdrawn_it_holds_no_longer(database):
    story = await made.confirmed(starts_in=3)
    before = await fee(story)
    await stays.declare_force_majeure(
        typhoon(story), site=story.place.code, by=story.operator.sales
    )
    (one,) = await stays.declarations(by=story.operator.sales)
    other = await make_operator()
    with pytest.raises(ForceMajeureUnknown):
        await stays.withdraw_force_majeure(one.public_id, by=other.sales)
    await stays.withdraw_force_majeure(one.public_id, by=story.operator.sales)
    assert await fee(story) == before


async def test_it_needs_a_reason_a_source_and_nights_in_order(database):
    story = await made.confirmed(starts_in=3)
    for event in (typhoon(story, nights=0), typhoon(story, nights=61), Event(story.check_in, story.check_in, "typhoon", " ", "x")):  # fmt: skip
        with pytest.raises(ForceMajeureUnfit):
            await stays.declare_force_majeure(event, site=story.place.code, by=story.operator.sales)
