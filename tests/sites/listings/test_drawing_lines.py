"""Lines through points: where they run and how they are written."""

from sites.listings.drawing.lines import height_at, smooth, softened
from sites.listings.drawing.palettes import PALETTES, mix, muted

POINTS = ((0.0, 10.0), (10.0, 0.0), (20.0, 10.0), (30.0, 10.0))


def test_a_smooth_line_begins_and_ends_at_its_first_and_last_point() -> None:
    assert smooth(POINTS) == "M0 10q10 -10 15 -5q5 5 10 5l5 0"


def test_a_softened_summit_lies_below_its_corner() -> None:
    line = softened(POINTS)
    assert (line[0], line[-1]) == (POINTS[0], POINTS[-1])
    assert min(y for _, y in line) == 2.5


def test_the_height_between_two_points_is_in_proportion() -> None:
    assert height_at(POINTS, 5) == 5
    assert height_at(POINTS, 99) == 10


def test_mixed_colours_lie_between_their_parts() -> None:
    assert mix("#000000", "#FFFFFF", 0) == "#000000"
    assert mix("#000000", "#FFFFFF", 1) == "#FFFFFF"
    assert mix("#102030", "#304050", 0.5) == "#203040"


def test_a_muted_palette_keeps_light_and_dark_apart() -> None:
    grey = muted(PALETTES["summer"])
    assert int(grey.roof[1:3], 16) + 100 < int(grey.wall[1:3], 16)
