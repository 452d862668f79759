"""A quote is the sum of its nights, whoever asks and however it was kept."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sites.foundation.amounts import Money
from sites.packages import (
    GroupOutsidePackage,
    Heads,
    NightsOutsidePackage,
    NoPriceForNight,
    Offer,
    Quote,
    Rooms,
    SeasonPrice,
    quote,
)
from sites.packages.quote import paid_rooms_for_one, rooms_for_one

START = date(2027, 5, 1)


def offer(
    *prices: SeasonPrice, supplement: int = 0, nights: tuple[int, int] = (1, 7), odd_pays: bool = False
) -> Offer:  # fmt: skip
    return Offer(
        id=1, site_id=1, code="示例", name_zh="示例", name_en="Example", theme="rest",
        min_nights=nights[0], max_nights=nights[1], min_group=10, max_group=80,
        single_supplement=supplement, prices=prices, odd_pays=odd_pays,
    )  # fmt: skip


def season(code: str, first: int, days: int, fen: int) -> SeasonPrice:
    starts = START + timedelta(days=first)
    return SeasonPrice(code, starts, starts + timedelta(days=days), fen)


@st.composite
def offers(draw: st.DrawFn) -> Offer:
    """A year without gaps, in seasons of at least a day."""
    lengths = draw(st.lists(st.integers(1, 40), min_size=1, max_size=12))
    prices, first = [], 0
    for length in [*lengths, 400]:
        prices.append(season("low", first, length, draw(st.integers(1, 300_000))))
        first += length
    return offer(*prices, supplement=draw(st.integers(0, 50_000)))


HEADS = st.builds(Heads, st.integers(10, 60), st.integers(0, 10), st.integers(0, 10))
ROOMS = st.lists(st.builds(Rooms, st.integers(1, 40), st.integers(1, 4)), max_size=3)
DAYS, NIGHTS = st.integers(0, 300), st.integers(1, 7)


@given(offers(), DAYS, NIGHTS, HEADS, ROOMS)
def test_the_total_is_the_sum_of_nights_and_supplements(offered, day, nights, heads, rooms):
    made = quote(
        offered, check_in=START + timedelta(days=day), nights=nights, heads=heads, rooms=rooms
    )

    each = sum(night.per_person.minor for night in made.nights)
    assert made.per_person == Money(each)
    assert made.total.minor == each * heads.total + made.single_supplements.minor
    assert made.share("workers") + made.share("family") + made.share("crew") == made.lodging
    assert made.share("workers") == made.per_person * heads.workers


@given(offers(), DAYS, st.integers(1, 6), HEADS)
def test_a_longer_stay_costs_exactly_its_further_nights_more(offered, day, nights, heads):
    check_in = START + timedelta(days=day)
    first = quote(offered, check_in=check_in, nights=nights, heads=heads)
    rest = quote(offered, check_in=check_in + timedelta(days=nights), nights=1, heads=heads)
    whole = quote(offered, check_in=check_in, nights=nights + 1, heads=heads)

    assert whole.nights == first.nights + rest.nights
    assert whole.lodging == first.lodging + rest.lodging


@given(offers(), DAYS, NIGHTS, HEADS, ROOMS, st.integers(-400, 400))
def test_prices_and_dates_shifted_together_leave_the_total(
    offered, day, nights, heads, rooms, shift
):
    by = timedelta(days=shift)
    moved = replace(
        offered,
        prices=tuple(
            replace(p, starts_on=p.starts_on + by, ends_on=p.ends_on + by) for p in offered.prices
        ),
    )
    check_in = START + timedelta(days=day)
    before = quote(offered, check_in=check_in, nights=nights, heads=heads, rooms=rooms)
    after = quote(moved, check_in=check_in + by, nights=nights, heads=heads, rooms=rooms)

    assert after.total == before.total


@given(offers(), DAYS, NIGHTS, HEADS, ROOMS)
def test_a_frozen_quote_comes_back_the_same(offered, day, nights, heads, rooms):
    check_in = START + timedelta(days=day)
    made = quote(offered, check_in=check_in, nights=nights, heads=heads, rooms=rooms)

    again = quote(offered, check_in=check_in, nights=nights, heads=heads, rooms=rooms)
    assert again == made
    assert Quote.from_facts(json.loads(json.dumps(made.as_facts()))) == made
    assert made.is_even


@given(offers(), DAYS, st.integers(2, 7), HEADS, ROOMS, st.integers(1, 9), ROOMS)
def test_nights_on_which_fewer_sleep_there_cost_that_much_less_and_come_back_the_same(
    offered, day, nights, heads, rooms, fewer, other_rooms
):
    check_in = START + timedelta(days=day)
    whole = quote(offered, check_in=check_in, nights=nights, heads=heads, rooms=rooms)
    first = replace(heads, workers=heads.workers - fewer)

    made = whole.with_nights({check_in: (first, other_rooms)})

    assert whole.lodging - made.lodging == made.nights[0].per_person * fewer
    usual = paid_rooms_for_one(rooms, heads.total, spares_odd=True)
    alone = usual * (nights - 1) + paid_rooms_for_one(other_rooms, first.total, spares_odd=True)
    assert made.single_supplements == made.single_supplement * alone
    assert made.share("workers") + made.share("family") + made.share("crew") == made.lodging
    assert not made.is_even
    assert Quote.from_facts(json.loads(json.dumps(made.as_facts()))) == made


@pytest.mark.parametrize(
    ("name", "value"), [("total", 1), ("heads", 39), ("workers", 30), ("single_rooms", 2)]
)
def test_a_frozen_quote_that_does_not_add_up_is_not_read(name, value):
    facts = quote(offer(season("low", 0, 9, 40_000), supplement=100), check_in=START, nights=2, heads=Heads(40)).as_facts()  # fmt: skip
    with pytest.raises(ValueError, match="does not add up"):
        Quote.from_facts({**facts, name: value})


def test_each_night_has_the_price_of_its_own_season():
    offered = offer(season("shoulder", 0, 2, 40_000), season("peak", 2, 5, 52_000))
    made = quote(offered, check_in=START + timedelta(days=1), nights=2, heads=Heads(38, 0, 2))

    assert [(n.season, n.per_person.minor) for n in made.nights] == [
        ("shoulder", 40_000),
        ("peak", 52_000),
    ]
    assert made.total == Money(92_000 * 40)


def test_the_last_day_of_a_season_is_not_priced_by_it():
    with pytest.raises(NoPriceForNight) as no:
        quote(offer(season("low", 0, 2, 40_000)), check_in=START, nights=3, heads=Heads(40))
    assert no.value.params["night"] == START + timedelta(days=2)


def test_nights_and_group_must_fit_the_package():
    offered = offer(season("low", 0, 30, 40_000), nights=(2, 4))
    for nights in (1, 5):
        with pytest.raises(NightsOutsidePackage):
            quote(offered, check_in=START, nights=nights, heads=Heads(40))
    for heads in (Heads(9), Heads(78, 2, 1)):
        with pytest.raises(GroupOutsidePackage):
            quote(offered, check_in=START, nights=2, heads=heads)


def test_crew_and_family_pay_like_workers():
    offered = offer(season("low", 0, 9, 40_000))
    alone = quote(offered, check_in=START, nights=1, heads=Heads(20, 0, 0))
    mixed = quote(offered, check_in=START, nights=1, heads=Heads(15, 3, 2))
    assert mixed.total == alone.total


@pytest.mark.parametrize(
    ("rooms", "heads", "alone"),
    [
        ([Rooms(20, 2)], 40, 0),
        ([Rooms(20, 2)], 39, 1),
        ([Rooms(21, 2)], 39, 3),
        ([Rooms(19, 2), Rooms(2, 1)], 40, 2),
        ([Rooms(10, 3)], 30, 0),
        ([Rooms(10, 3)], 19, 1),
        ([Rooms(3, 2)], 2, 2),
        ([Rooms(3, 1)], 2, 2),
        ([], 40, 0),
    ],
)
def test_a_supplement_is_due_for_each_room_slept_in_alone(rooms, heads, alone):
    assert rooms_for_one(rooms, heads) == alone


def test_supplements_are_counted_for_each_room_and_night():
    offered = offer(season("low", 0, 9, 40_000), supplement=15_000, odd_pays=True)
    made = quote(offered, check_in=START, nights=3, heads=Heads(39), rooms=[Rooms(20, 2)])
    assert made.single_supplements == Money(45_000)
    assert made.total == Money(3 * 40_000 * 39 + 45_000)


@pytest.mark.parametrize(
    ("fen", "shown", "is_rounded"),
    [(150_000, 50_000, False), (100, 33, True), (101, 34, True), (103, 34, True)],
)
def test_yuan_a_day_counts_days_as_nights_and_one_and_says_when_it_is_rounded(
    fen, shown, is_rounded
):
    offered = offer(season("low", 0, 1, fen - 1), season("low", 1, 1, 1))
    made = quote(offered, check_in=START, nights=2, heads=Heads(40))
    assert made.per_person_per_day == Money(shown)
    assert made.is_day_price_rounded is is_rounded


def test_half_a_fen_a_day_is_shown_as_a_whole_one():
    made = quote(offer(season("low", 0, 1, 5)), check_in=START, nights=1, heads=Heads(40))
    assert (made.days, made.per_person_per_day) == (2, Money(3))
