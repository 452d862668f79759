import json
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sites.foundation.amounts import Money, total
from sites.packages import Allowance, Extra, Heads, Offer, Quote, Rooms, SeasonPrice, quote
from sites.packages.extras import WAYS
from sites.packages.shares import following, shared

START = date(2027, 5, 1)
EXTRAS = st.lists(
    st.builds(Extra, st.just("x"), st.just("导游"), st.just("Guide"), st.sampled_from([*WAYS]), st.integers(1, 90_000)),
    max_size=4,
)  # fmt: skip
FEN = st.none() | st.integers(1, 300_000)
ALLOWANCES = st.builds(
    Allowance, FEN, FEN, st.sampled_from(["worker", "union"]), st.integers(0, 200_000)
)
HEADS = st.builds(Heads, st.integers(1, 60), st.integers(0, 10), st.integers(0, 10))


def quoted(
    heads: Heads, *, fen: int = 40_000, supplement: int = 0, odd_pays: bool = False, rooms: list[Rooms] | None = None,
    extras: list[Extra] | None = None, allowance: Allowance | None = None, nights: int = 4,
) -> Quote:  # fmt: skip
    price = SeasonPrice("low", date(2020, 1, 1), date(2090, 1, 1), fen)
    offer = Offer(1, 1, "P", "", "", "", 1, 9, 1, 99, supplement, (price,), odd_pays)
    return quote(
        offer, check_in=START, nights=nights, heads=heads, rooms=rooms or [], extras=extras or [],
        allowance=allowance,
    )  # fmt: skip


@given(
    HEADS, st.integers(1, 300_000), st.integers(0, 50_000), EXTRAS, ALLOWANCES, st.integers(1, 9)
)
def test_the_parts_of_all_bearers_add_up_to_the_total(heads, fen, supplement, extras, allowance, nights):  # fmt: skip
    made = quoted(
        heads, fen=fen, supplement=supplement, rooms=[Rooms(50, 2)], extras=extras,
        allowance=allowance, nights=nights,
    )  # fmt: skip

    shares = made.shares
    assert total(shares.parts.values()) == made.total
    assert all(part.minor >= 0 for part in shares.parts.values())
    assert shares.by_union + shares.parts["worker"] + shares.parts["family"] == made.total
    assert Quote.from_facts(json.loads(json.dumps(made.as_facts()))) == made


@given(HEADS, EXTRAS, ALLOWANCES)
def test_only_what_is_over_the_ceiling_is_the_workers_own(heads, extras, allowance):
    shares = quoted(heads, extras=extras, allowance=allowance).shares

    ceiling = allowance.ceiling(5)
    if ceiling is None:
        assert not shares.excess
    else:
        within = total(shares.parts.values()) - shares.parts["family"] - shares.parts["crew"]
        assert (within - shares.excess).minor <= ceiling * heads.workers
    assert shares.parts["worker"] == (
        shares.excess if allowance.excess_by == "worker" else Money(0)
    )


def test_a_worker_over_the_ceiling_pays_the_rest_and_the_family_all_of_its_own():
    allowance = Allowance(per_trip=1_500_00, per_day=400_00, subsidy=200_00)
    made = quoted(Heads(30, 4, 2), allowance=allowance)

    parts = made.shares.parts
    assert made.shares.ceiling == Money(1_500_00)
    assert parts["worker"] == Money(100_00 * 30)
    assert parts["subsidy"] == Money(200_00 * 30)
    assert parts["union"] == Money(1_300_00 * 30)
    assert (parts["family"], parts["crew"]) == (Money(1_600_00 * 4), Money(1_600_00 * 2))


def test_a_ceiling_by_day_counts_the_nights_and_one():
    assert Allowance(per_day=300_00).ceiling(5) == 1_500_00


def test_a_coach_of_the_group_is_shared_by_heads_to_the_last_fen():
    coach = Extra("x1", "大巴", "Coach", "group", 100_00)
    made = quoted(Heads(1, 1, 1), extras=[coach])

    parts = made.shares.parts
    assert sorted(p.minor - 160_000 for p in (parts["union"], parts["family"], parts["crew"])) == [33_33, 33_33, 33_34]  # fmt: skip


def test_extras_are_counted_for_each_person_for_the_group_once_or_by_day():
    cost = {per: Extra("x", "", "", per, 1_00).cost(heads=36, days=5).minor for per in WAYS}

    assert cost == {"person": 36_00, "person_day": 180_00, "group": 1_00, "group_day": 5_00}


def test_the_odd_person_pays_no_supplement_unless_the_base_says_so():
    rooms = [Rooms(10, 2)]
    spared = quoted(Heads(19), supplement=120_00, rooms=rooms)
    paying = quoted(Heads(19), supplement=120_00, rooms=rooms, odd_pays=True)

    assert (spared.single_supplements, paying.single_supplements) == (Money(0), Money(480_00))


def test_whoever_asks_for_a_room_alone_pays_the_supplement_also_beside_an_odd_person():
    made = quoted(Heads(19), supplement=120_00, rooms=[Rooms(11, 2)])
    single = quoted(Heads(19), supplement=120_00, rooms=[Rooms(1, 1), Rooms(9, 2)])

    assert made.single_rooms == 2
    assert single.single_rooms == 1


def test_a_quote_frozen_before_extras_and_ceilings_were_known_is_read_as_it_was():
    made = replace(quoted(Heads(19), supplement=120_00, rooms=[Rooms(10, 2)], odd_pays=True))
    facts = made.as_facts()

    assert not {"extras", "allowance", "spares_odd"} & facts.keys()
    assert Quote.from_facts(facts).shares.parts["union"] == made.total


def test_a_trip_of_several_stays_has_one_ceiling_and_one_subsidy() -> None:
    """Two stays of two nights, 500 yuan a night, for ten workers, share what one stay of four nights would have."""
    costs = {"workers": Money(10 * 2 * 500_00), "family": Money(0), "crew": Money(0)}
    allowance = Allowance(per_trip=1_500_00, per_day=450_00, subsidy=100_00, subsidy_per_day=10_00)
    first = shared(costs, workers=10, days=3, allowance=allowance)
    after = following(allowance, [(first, 2)])
    second = shared(costs, workers=10, days=3, allowance=after)
    whole = shared(
        {**costs, "workers": Money(10 * 4 * 500_00)}, workers=10, days=5, allowance=allowance
    )
    assert first.excess + second.excess == whole.excess == Money(10 * 500_00)
    assert first.parts["subsidy"] + second.parts["subsidy"] == whole.parts["subsidy"] == Money(10 * 150_00)  # fmt: skip
    # Priced alone, the second stay would have had the whole ceiling once more.
    alone = shared(costs, workers=10, days=3, allowance=allowance)
    assert first.excess + alone.excess == Money(0)


def test_what_is_silent_follows_nothing_and_facts_keep_what_differs() -> None:
    costs = {"workers": Money(1_000_00), "family": Money(0), "crew": Money(0)}
    one = shared(costs, workers=1, days=3, allowance=Allowance())
    assert following(Allowance(), [(one, 2)]).is_silent
    later = following(Allowance(per_trip=800_00), [(one, 2)])
    assert later.as_facts() == {"per_trip": 800_00, "earlier_days": 3, "spent": 1_000_00}
    assert Allowance.from_facts(later.as_facts()) == later
    assert shared(costs, workers=1, days=3, allowance=later).excess == Money(1_000_00)
