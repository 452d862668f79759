"""Every colour of text stands out from its ground, and the edge of an input from the paper."""

import re

import pytest

from sites.foundation.rendering import STATIC

TOKENS = dict(
    re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6});", (STATIC / "css" / "tokens.css").read_text())
)
TEXT, EDGE = 4.5, 3.0
GROUNDS = {
    "paper": ["ink", "ink-2", "mute", "pine", "pine-dark", "seal", "green", "amber", "blue"],
    "card": ["ink", "ink-2", "mute", "pine", "seal", "green", "amber", "blue", "violet"],
    "wash": ["ink", "ink-2", "mute", "pine"],
    "pine-bg": ["ink", "ink-2", "pine", "pine-dark"],
    "grey-bg": ["ink-2", "mute"],
    "green-bg": ["ink", "green"],
    "amber-bg": ["ink", "ink-2", "amber"],
    "seal-bg": ["ink", "seal"],
    "blue-bg": ["blue"],
    "violet-bg": ["violet"],
    "pine": ["card"],
    "pine-dark": ["card"],
    "tile": ["card", "focus-dark"],
    "seal": ["card"],
}


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    wide = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    parts = [int(wide[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("ground", "text"), [(ground, text) for ground, texts in GROUNDS.items() for text in texts]
)
def test_text_stands_out_from_its_ground(ground, text):
    assert contrast(TOKENS[ground], TOKENS[text]) >= TEXT


@pytest.mark.parametrize("ground", ["paper", "card"])
def test_the_edge_of_an_input_and_the_focus_ring_are_seen(ground):
    assert contrast(TOKENS[ground], TOKENS["edge"]) >= EDGE
    assert contrast(TOKENS[ground], TOKENS["focus"]) >= EDGE


def test_the_measure_bites():
    assert contrast("#000000", "#fff") == pytest.approx(21)
    assert contrast(TOKENS["paper"], TOKENS["line"]) < EDGE


def test_no_style_hangs_on_the_orientation_of_a_screen():
    """So that no page is locked to one; the search for barriers does not read the styles for it (tests/journeys/axe.py)."""
    sheets = [*(STATIC / "css").glob("*.css")]

    assert len(sheets) > 20
    assert [sheet.name for sheet in sheets if "orientation" in sheet.read_text()] == []
