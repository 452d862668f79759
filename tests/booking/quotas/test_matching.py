"""Which quotas a trip draws from: one node in each tree that fits, the one that names the buyer most narrowly."""

from dataclasses import replace
from datetime import UTC, date, datetime

from booking.quotas import Asked, Buyer, Leg, Match, matches
from booking.quotas.nodes import PERSON_NIGHTS, WORKERS, Conditions, Forest, Node

HANGZHOU, XIAOSHAN, SHANGHAI, TUNXI = "330100", "330109", "310000", "341002"
BUYER = Buyer(7, HANGZHOU, XIAOSHAN, "soe")
ASKED = Asked(7, 1, TUNXI, "", date(2027, 5, 18), 4, 40)


def node(id_: int, parent: int | None = None, **changes) -> Node:
    asks = {
        name: changes.pop(name) for name in [*changes] if name in Conditions.__dataclass_fields__
    }
    made = Node(
        id=id_, public_id="", parent_id=parent, owner_id=1, name=str(id_), unit=WORKERS,
        conditions=Conditions(**asks), starts_on=date(2027, 1, 1), ends_on=date(2028, 1, 1),
        ceiling=100, used_here=0, used_below=0, granted=0, over_by=0, opens_at=None,
        release_on=None, closed_at=None, version=1,
    )  # fmt: skip
    return replace(made, **changes)


def landed(
    *nodes: Node, asked: Asked = ASKED, buyer: Buyer = BUYER, standing=None
) -> dict[int, int]:
    found = matches(Forest(nodes), asked, buyer, standing=standing or {})
    return {one.quota_id: one.amount for one in found}


def test_where_no_node_fits_nothing_limits():
    assert landed() == {}
    assert landed(node(1, origin_code=SHANGHAI), node(2, programme="new_year")) == {}


def test_a_worker_counts_once_and_a_person_night_on_each_night():
    assert landed(node(1)) == {1: 40}
    assert landed(node(1, unit=PERSON_NIGHTS)) == {1: 160}


def test_every_condition_must_hold():
    fitting = {
        "union_id": 7, "origin_code": XIAOSHAN, "unit_kind": "soe", "district_code": TUNXI,
        "site_ids": (1, 5),
    }  # fmt: skip
    assert landed(node(1, **fitting)) == {1: 40}
    for name, other in {
        "union_id": 8, "origin_code": "330106", "unit_kind": "enterprise",
        "district_code": "341003", "site_ids": (5,), "programme": "front_line",
    }.items():  # fmt: skip
        assert landed(node(1, **{**fitting, name: other})) == {}


def test_every_tree_that_fits_must_allow():
    assert landed(node(1), node(2, district_code=TUNXI), node(3, union_id=7)) == {
        1: 40,
        2: 40,
        3: 40,
    }


def test_in_a_tree_a_unions_own_share_goes_before_its_district_and_that_before_its_city():
    root, city = node(1), node(2, 1, origin_code=HANGZHOU)
    district, union = node(3, 1, origin_code=XIAOSHAN), node(4, 1, union_id=7)
    assert landed(root, city, district, union) == {4: 40}
    assert landed(root, city, district) == {3: 40}
    assert landed(root, city) == {2: 40}
    assert landed(root, city, buyer=replace(BUYER, region=SHANGHAI, district="")) == {1: 40}


def test_a_share_is_reached_only_through_what_it_is_part_of():
    assert landed(node(1, origin_code=SHANGHAI), node(2, 1, union_id=7)) == {}
    assert landed(node(1), node(2, 1, origin_code=HANGZHOU), node(3, 2, union_id=7)) == {3: 40}


def test_a_programmes_share_goes_before_the_one_for_everybody():
    tree = (node(1), node(2, 1, programme="front_line"), node(3, 1))
    assert landed(*tree, asked=replace(ASKED, programme="front_line")) == {2: 40}
    assert landed(*tree) == {3: 40}


def test_a_shorter_period_goes_before_a_longer_one():
    spring = node(3, 1, starts_on=date(2027, 4, 1), ends_on=date(2027, 6, 1))
    assert landed(node(1), node(2, 1), spring) == {3: 40}


def test_persons_are_counted_in_the_period_of_the_first_night():
    eve = replace(ASKED, check_in=date(2026, 12, 30))
    assert landed(node(1), asked=eve) == {}
    over = replace(ASKED, check_in=date(2027, 12, 30))
    assert landed(node(1), asked=over) == {1: 40}


def test_person_nights_over_two_periods_are_two_claims():
    spring = node(2, 1, unit=PERSON_NIGHTS, ends_on=date(2027, 5, 20))
    summer = node(3, 1, unit=PERSON_NIGHTS, starts_on=date(2027, 5, 20))
    assert landed(node(1, unit=PERSON_NIGHTS), spring, summer) == {2: 80, 3: 80}
    outside = replace(ASKED, check_in=date(2026, 12, 30))
    assert landed(node(1, unit=PERSON_NIGHTS), asked=outside) == {1: 80}


def test_a_closed_node_takes_nothing_and_its_trips_land_above_it():
    closed = datetime(2027, 1, 1, tzinfo=UTC)
    assert landed(node(1), node(2, 1, origin_code=HANGZHOU, closed_at=closed)) == {1: 40}
    assert landed(node(1, closed_at=closed)) == {}


def test_a_trip_of_two_sites_counts_its_workers_once_in_a_tree():
    both = replace(ASKED, then=(Leg(2, "341003", date(2027, 5, 22), 2, 38),))
    shares = (node(1), node(2, 1, site_ids=(1,)), node(3, 1, site_ids=(2,)))
    assert landed(*shares, asked=both) == {2: 40}
    assert landed(node(4, site_ids=(2,)), asked=both) == {4: 40}
    nights = [replace(one, unit=PERSON_NIGHTS) for one in shares]
    assert landed(*nights, asked=both) == {2: 160, 3: 76}


def test_what_stands_stays_where_it_is_as_long_as_the_node_fits():
    closed = datetime(2027, 1, 1, tzinfo=UTC)
    tree = (node(1), node(2, 1, origin_code=HANGZHOU, closed_at=closed), node(3, 1, union_id=7))
    assert landed(*tree, standing={2: 25}) == {2: 25, 3: 15}
    assert landed(*tree, standing={2: 50}) == {2: 40}
    moved = replace(ASKED, check_in=date(2028, 5, 18))
    assert landed(*tree, asked=moved, standing={2: 25}) == {}


def test_of_nobody_nothing_is_taken():
    assert matches(Forest([node(1)]), replace(ASKED, workers=0), BUYER) == []
    assert matches(Forest([node(1)]), ASKED, BUYER) == [Match(1, 40)]
