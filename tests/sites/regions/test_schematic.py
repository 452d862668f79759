"""The schematic map: every pin stands in its district, and none covers another."""

from itertools import combinations
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sites.regions.gazetteer import districts
from sites.regions.land import SchematicMap
from sites.regions.schematic import TALL, WIDE, MapPin, MapPoint, canvas_position, place
from sites.regions.spreading import touches

CODES = [district.code for district in districts()]
BOTH = pytest.mark.parametrize("drawn", [WIDE, TALL], ids=["wide", "tall"])

offsets = st.floats(-0.3, 0.3, allow_nan=False)
points = st.lists(
    st.tuples(st.sampled_from(CODES), st.none() | st.tuples(offsets, offsets)), max_size=30
)
some_map = st.sampled_from([WIDE, TALL])


def seventy() -> list[MapPoint]:
    """The share of each district in the demonstration, all of them at their district's seat."""
    shares = zip(CODES, (12, 16, 6, 12, 9, 11, 4), strict=True)
    return [
        _point(f"{code}-{turn}", code, (0.0, 0.0))
        for code, count in shares
        for turn in range(count)
    ]


@settings(max_examples=40, deadline=None)
@given(points, some_map)
def test_pins_never_overlap_and_stay_inside_their_district(
    given_points: list[tuple[str, tuple[float, float] | None]], drawn: SchematicMap
) -> None:
    made = [_point(f"S{turn}", code, offset) for turn, (code, offset) in enumerate(given_points)]
    pins = place(made, on=drawn)
    assert [pin.code for pin in pins] == [point.code for point in made]
    _assert_apart(pins)
    _assert_inside(pins, drawn)


@BOTH
def test_seventy_sites_stand_apart_at_full_size(drawn: SchematicMap) -> None:
    pins = place(seventy(), on=drawn)
    _assert_apart(pins)
    _assert_inside(pins, drawn)
    assert {pin.radius for pin in pins} == {drawn.pin_radius}


@BOTH
def test_a_crowd_in_one_district_is_drawn_smaller_and_still_apart(drawn: SchematicMap) -> None:
    pins = place([_point(f"S{turn}", "341002", (0, 0)) for turn in range(90)], on=drawn)
    _assert_apart(pins)
    _assert_inside(pins, drawn)
    assert pins[0].radius < drawn.pin_radius


def test_the_guard_against_overlap_bites() -> None:
    pin = place([_point("S1", "341002", None)])[0]
    with pytest.raises(AssertionError):
        _assert_apart((pin, pin))


def test_a_pin_stands_where_it_stood_whatever_the_search_says() -> None:
    plain = place(seventy())
    told = place([_with_state(point) for point in reversed(seventy())])
    assert {(pin.code, pin.x, pin.y) for pin in plain} == {(pin.code, pin.x, pin.y) for pin in told}
    assert {pin.state for pin in told} == {"off"}


def test_a_site_to_the_north_east_stands_to_the_north_east() -> None:
    seat = canvas_position(29.70, 118.32, district_code="341002")
    moved = canvas_position(29.72, 118.34, district_code="341002")
    assert (WIDE.washes_by_code["341002"].x, WIDE.washes_by_code["341002"].y) == seat
    assert moved[0] > seat[0]
    assert moved[1] < seat[1]


def test_a_site_outside_the_seven_districts_is_left_out() -> None:
    assert place([_point("S1", "330106", None)]) == ()


def test_a_pin_leads_to_its_site_unless_told_otherwise() -> None:
    told = MapPoint("S2", "示例", "hotel", "341002", address="#S2")
    assert [pin.address for pin in place([_point("S1", "341002", None), told])] == [
        "/sites/S1",
        "#S2",
    ]


@BOTH
def test_the_map_has_the_seven_districts_and_keeps_their_ovals_apart(drawn: SchematicMap) -> None:
    assert {wash.code for wash in drawn.washes} == set(CODES)
    for wash, other in combinations(drawn.washes, 2):
        for x, y in _edge(wash.x, wash.y, wash.across, wash.down):
            assert not other.holds(x, y, margin=1)


@BOTH
def test_names_and_tallies_lie_on_the_canvas(drawn: SchematicMap) -> None:
    for label in (
        *drawn.peaks,
        *drawn.waters,
        drawn.station,
        *(wash.label for wash in drawn.washes),
    ):
        assert 40 <= label.x <= drawn.width - 40
        assert 14 <= label.y <= drawn.height - 8
    for wash in drawn.washes:
        assert wash.holds(*wash.tally)


def _point(code: str, district_code: str, offset: tuple[float, float] | None) -> MapPoint:
    seat = next((one for one in districts() if one.code == district_code), None)
    if offset is None or seat is None:
        return MapPoint(code, "示例", "hotel", district_code)
    at = seat.latitude + offset[0], seat.longitude + offset[1]
    return MapPoint(code, "示例", "hotel", district_code, *at)


def _with_state(point: MapPoint) -> MapPoint:
    return MapPoint(
        point.code,
        point.name,
        point.kind,
        point.district_code,
        point.latitude,
        point.longitude,
        state="off",
    )


def _assert_apart(pins: tuple[MapPin, ...]) -> None:
    for pin, other in combinations(pins, 2):
        gap = hypot(pin.x - other.x, pin.y - other.y)
        assert gap >= pin.radius + other.radius - 0.3, (pin.code, other.code, gap)


def _assert_inside(pins: tuple[MapPin, ...], drawn: SchematicMap) -> None:
    for pin in pins:
        wash = drawn.washes_by_code[pin.district_code]
        assert wash.holds(pin.x, pin.y, margin=pin.radius - 0.3)
        assert not any(touches(box, pin.x, pin.y, pin.radius - 0.3) for box in wash.kept_free)


def _edge(x: float, y: float, across: float, down: float) -> list[tuple[float, float]]:
    turns = [turn / 20 for turn in range(-20, 21)]
    slopes = [(2 * t / (1 + t * t), (1 - t * t) / (1 + t * t)) for t in turns]
    return [(x + across * a, y + side * down * b) for a, b in slopes for side in (1, -1)]
