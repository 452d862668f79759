import pytest

from booking import money, stays
from booking.money import Measure
from booking.people import NotGranted
from booking.stays.models import Stay
from sites.foundation.amounts import Money
from sites.packages import Extra, ExtraUnknown, Heads, Quote
from sites.packages.models import Package
from tests.booking.stays import changes
from tests.factories import stays as made
from tests.factories.people import make_union
from tests.factories.places import PRICE, make_place
from tests.factories.stays import TWIN

GUIDE = Extra("x1", "导游", "Guide", "group_day", 400_00)
COVER = Extra("x2", "加保", "Cover", "person", 15_00)


async def place_with_extras():
    place = await make_place()
    kept = [{"code": e.code, "name": e.name, "name_en": e.name_en, "per": e.per, "fen": e.fen} for e in (GUIDE, COVER)]  # fmt: skip
    await Package.filter(site_id=place.id).update(extras=kept)
    return place


async def quote_of(story) -> Quote:
    return Quote.from_facts((await Stay.get(id=story.number)).quote)


async def test_a_hold_keeps_the_unions_measure_of_that_moment(database):
    union = await make_union()
    measure = Measure(1_500_00, None, "worker", {"new_year": 200_00, "front_line": 0})
    await money.set_measure(measure, by=union.administrator)
    story = await made.held(union=union, programme="new_year")
    await money.set_measure(Measure(), by=union.administrator)

    quote = await quote_of(story)
    each = PRICE * 4
    assert quote.shares.parts["worker"] == Money((each - 1_500_00) * 32)
    assert quote.shares.parts["subsidy"] == Money(200_00 * 32)
    assert (await money.measure_of(union.organisation)).subsidies == {}


async def test_only_who_manages_the_team_sets_the_measure(database):
    union = await make_union()
    with pytest.raises(NotGranted):
        await money.set_measure(Measure(1), by=union.organiser)


async def test_extras_are_held_with_the_price_and_follow_the_heads_when_it_changes(database):
    story = await made.held(place=await place_with_extras(), extras=("x1", "x2"))
    before = await quote_of(story)
    assert before.added == Money(5 * 400_00 + 36 * 15_00)

    await changes.amended(story, changes.fewer(story, 4))

    assert (await quote_of(story)).added == Money(5 * 400_00 + 32 * 15_00)


async def test_an_extra_that_the_package_does_not_offer_is_refused(database):
    with pytest.raises(ExtraUnknown):
        await made.held(extras=("x1",))


async def test_the_account_charges_extras_by_head_for_those_who_came(database):
    story = await made.departed(
        place=await place_with_extras(), extras=("x1", "x2"), came=Heads(30, 2, 0), rooms={TWIN: 18}
    )
    account = await stays.preview_account(story.id, by=story.operator.sales)

    assert account.added == Money(5 * 400_00 + 32 * 15_00)
    assert account.total == account.lodging + account.supplements + account.added
