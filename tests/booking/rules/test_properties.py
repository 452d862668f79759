"""What holds for every trip: cheaper and shorter is never worse, order does not matter, nobody is bound who is not named."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from booking.rules import Insurance, Outcome, TripFacts, judge, most_per_person
from sites.foundation.amounts import Money
from tests.booking.rules.known import document, known

ORIGINS = ["330100", "330211", "330603", "330800", "331000", "340100", "340500", "310115", "320100"]
PLACES = ["341000", "341002", "330100", "350700", "350100", "510000", "310000"]
RANK = [Outcome.NO_RULE, Outcome.PASS, Outcome.WARN, Outcome.INCOMPLETE, Outcome.BLOCK]
money = st.integers(0, 900_000).map(Money)
trips = st.builds(
    TripFacts,
    origin=st.sampled_from(ORIGINS),
    check_in=st.integers(0, 900).map(lambda n: date(2026, 1, 1) + timedelta(days=n)),
    nights=st.integers(1, 12),
    destinations=st.lists(st.sampled_from(PLACES), max_size=2).map(tuple),
    listed=st.sampled_from([None, True, False]),
    unit_kind=st.sampled_from([None, "public_body", "institution", "soe", "enterprise"]),
    sector=st.sampled_from([None, "education", "health"]),
    scheme=st.sampled_from([None, "诗城田园游"]),
    price_per_person=st.none() | money,
    spent_this_year=st.none() | money,
    family=st.none() | st.integers(0, 3),
    insurance=st.none() | st.builds(Insurance, st.none() | money, st.none() | money),
    years_since_last=st.none() | st.integers(0, 6),
    service_years=st.none() | st.integers(0, 9),
    no_show_before=st.sampled_from([None, True, False]),
    single_lodging=st.sampled_from([None, True, False]),
    organised_by=st.sampled_from([None, "union", "agency", "individual"]),
)


def rank(trip):
    return RANK.index(judge(trip, known()).outcome)


@given(trips, st.integers(1, 400_000))
@settings(max_examples=150, deadline=None)
def test_a_cheaper_trip_is_never_judged_worse(trip, less):
    if trip.price_per_person:
        cheaper = replace(trip, price_per_person=Money(max(0, trip.price_per_person.minor - less)))
        assert rank(cheaper) <= rank(trip)


@given(trips, st.integers(1, 5000))
@settings(max_examples=150, deadline=None)
def test_a_shorter_trip_at_the_same_price_a_day_is_never_judged_worse(trip, rate):
    trip = replace(trip, nights=max(2, trip.nights))
    shorter = replace(trip, nights=trip.nights - 1)
    long, short = (replace(t, price_per_person=Money(rate * 100 * t.days)) for t in (trip, shorter))
    assert rank(short) <= rank(long)


@given(trips, st.permutations(range(len(known()))))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_documents_changes_nothing(trip, order):
    assert judge(trip, [known()[n] for n in order]) == judge(trip, known())


@given(trips)
@settings(max_examples=150, deadline=None)
def test_a_document_never_binds_whom_it_does_not_name(trip):
    by_id = {one.id: one for one in known()}
    for verdict in judge(trip, known()).verdicts:
        paper = by_id[verdict.policy]
        assert any(trip.origin.startswith(code.rstrip("0")) for code in paper.origin)
        assert not paper.scheme or trip.scheme == paper.scheme
        assert not paper.unit_sector or trip.sector == paper.unit_sector
        assert not paper.starts_on or trip.check_in >= paper.starts_on


@given(trips)
@settings(max_examples=150, deadline=None)
def test_a_document_more_never_makes_a_trip_better(trip):
    for n in range(len(known())):
        fewer = judge(trip, (*known()[:n], *known()[n + 1 :])).outcome
        assert RANK.index(fewer) <= rank(trip)


@given(trips, st.integers(0, 900_000))
@settings(max_examples=150, deadline=None)
def test_a_price_within_the_most_that_is_handed_to_the_search_is_stopped_by_no_ceiling(trip, price):
    most = most_per_person(trip, known())
    found = judge(replace(trip, price_per_person=Money(price)), known())
    stopped = [v for v in found.of(Outcome.BLOCK) if v.rule.startswith("max_cost")]
    assert bool(stopped) == (most is not None and price > most)


def test_without_the_look_at_the_origin_a_document_would_bind_everybody():
    # The control of the property above: the same document, made to name another city.
    wide = document(rules=[{"kind": "max_days", "value": 1, "effect": "block"}], origin=["330100"])
    trip = TripFacts(origin="330100", check_in=date(2027, 5, 18), nights=4)
    assert judge(trip, [wide]).outcome is Outcome.BLOCK
    assert judge(replace(trip, origin="330200"), [wide]).outcome is Outcome.NO_RULE
